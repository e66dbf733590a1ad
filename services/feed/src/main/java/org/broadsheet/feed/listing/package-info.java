/** The feed as it is read: ordered, filtered, paged, with totals. */
@NullMarked
package org.broadsheet.feed.listing;

import org.jspecify.annotations.NullMarked;
