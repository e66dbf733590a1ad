/** The page in a real browser. */
@NullMarked
package org.broadsheet.standalone.page;

import org.jspecify.annotations.NullMarked;
