@NullMarked
package org.broadsheet.ingest.article;

import org.jspecify.annotations.NullMarked;
