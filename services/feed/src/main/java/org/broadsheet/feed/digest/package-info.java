/** Choosing the articles of a digest. */
@NullMarked
package org.broadsheet.feed.digest;

import org.jspecify.annotations.NullMarked;
