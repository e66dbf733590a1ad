/** The feed service: every reader's own list of articles. */
@NullMarked
package org.broadsheet.feed;

import org.jspecify.annotations.NullMarked;
