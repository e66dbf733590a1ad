/** Forgetting users, and credentials that are no longer good. */
@NullMarked
package org.broadsheet.filter.account;

import org.jspecify.annotations.NullMarked;
