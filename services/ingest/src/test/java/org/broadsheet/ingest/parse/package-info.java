@NullMarked
package org.broadsheet.ingest.parse;

import org.jspecify.annotations.NullMarked;
