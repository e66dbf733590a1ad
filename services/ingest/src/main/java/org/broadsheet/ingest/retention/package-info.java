/** Forgets what nothing refers to any more, so that no table grows for ever. */
@NullMarked
package org.broadsheet.ingest.retention;

import org.jspecify.annotations.NullMarked;
