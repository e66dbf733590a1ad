/** What reading may cost in a month, and has cost. */
@NullMarked
package org.broadsheet.ingest.budget;

import org.jspecify.annotations.NullMarked;
