/** When a source is due, how it is fetched, and what comes of it. */
@NullMarked
package org.broadsheet.ingest.poll;

import org.jspecify.annotations.NullMarked;
