@NullMarked
package org.broadsheet.ingest.poll;

import org.jspecify.annotations.NullMarked;
