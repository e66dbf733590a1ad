/** Which entries are new or changed, and what is told of them. */
@NullMarked
package org.broadsheet.ingest.entry;

import org.jspecify.annotations.NullMarked;
