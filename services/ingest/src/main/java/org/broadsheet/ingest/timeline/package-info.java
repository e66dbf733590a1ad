/** Reads timelines with the accounts that readers connected: what is asked and when, what it costs, and what comes of it. */
@NullMarked
package org.broadsheet.ingest.timeline;

import org.jspecify.annotations.NullMarked;
