/** Which sources there are, who reads them, and how they fare. */
@NullMarked
package org.broadsheet.ingest.source;

import org.jspecify.annotations.NullMarked;
