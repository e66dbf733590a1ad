/** Serves the page, where its files are on the class path. */
@NullMarked
package org.broadsheet.http.page;

import org.jspecify.annotations.NullMarked;
