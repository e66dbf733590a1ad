@NullMarked
package org.broadsheet.ingest.entry;

import org.jspecify.annotations.NullMarked;
