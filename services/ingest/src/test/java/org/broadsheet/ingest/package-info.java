@NullMarked
package org.broadsheet.ingest;

import org.jspecify.annotations.NullMarked;
