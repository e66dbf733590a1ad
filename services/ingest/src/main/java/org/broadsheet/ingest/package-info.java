/** Polls sources, parses what they publish, finds the links and hands the entries on. */
@NullMarked
package org.broadsheet.ingest;

import org.jspecify.annotations.NullMarked;
