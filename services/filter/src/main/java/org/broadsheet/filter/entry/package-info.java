/** The entries of the last 30 days, with the names by which their links can be blocked. */
@NullMarked
package org.broadsheet.filter.entry;

import org.jspecify.annotations.NullMarked;
