@NullMarked
package org.broadsheet.ingest.expand;

import org.jspecify.annotations.NullMarked;
