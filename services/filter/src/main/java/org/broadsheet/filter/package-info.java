/** The filter service: what every reader's rules say of every entry. */
@NullMarked
package org.broadsheet.filter;

import org.jspecify.annotations.NullMarked;
