@NullMarked
package org.broadsheet.ingest.timeline;

import org.jspecify.annotations.NullMarked;
