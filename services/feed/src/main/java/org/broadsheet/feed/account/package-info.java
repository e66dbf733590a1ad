/** Forgetting users, and credentials that are no longer good. */
@NullMarked
package org.broadsheet.feed.account;

import org.jspecify.annotations.NullMarked;
