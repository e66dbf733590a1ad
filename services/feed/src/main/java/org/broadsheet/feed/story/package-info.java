/** Stories: articles whose pages name one address are listed as one, for as long as they do. */
@NullMarked
package org.broadsheet.feed.story;

import org.jspecify.annotations.NullMarked;
