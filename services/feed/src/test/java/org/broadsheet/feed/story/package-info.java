@NullMarked
package org.broadsheet.feed.story;

import org.jspecify.annotations.NullMarked;
