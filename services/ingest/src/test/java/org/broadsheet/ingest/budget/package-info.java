@NullMarked
package org.broadsheet.ingest.budget;

import org.jspecify.annotations.NullMarked;
