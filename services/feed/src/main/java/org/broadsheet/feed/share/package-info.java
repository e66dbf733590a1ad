/** Shares: which entry brought which article to whom. */
@NullMarked
package org.broadsheet.feed.share;

import org.jspecify.annotations.NullMarked;
