/** Blocked domains: what a reader never wants to be led to. */
@NullMarked
package org.broadsheet.filter.blocking;

import org.jspecify.annotations.NullMarked;
