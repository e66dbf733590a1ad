@NullMarked
package org.broadsheet.ingest.reader;

import org.jspecify.annotations.NullMarked;
