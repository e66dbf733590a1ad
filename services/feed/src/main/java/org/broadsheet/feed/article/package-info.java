/** Articles and what is known of them. */
@NullMarked
package org.broadsheet.feed.article;

import org.jspecify.annotations.NullMarked;
