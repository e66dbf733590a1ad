/** What a reader did with an article: read, saved, tagged. */
@NullMarked
package org.broadsheet.feed.state;

import org.jspecify.annotations.NullMarked;
