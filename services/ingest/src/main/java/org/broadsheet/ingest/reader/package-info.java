/** When readers were last here. */
@NullMarked
package org.broadsheet.ingest.reader;

import org.jspecify.annotations.NullMarked;
