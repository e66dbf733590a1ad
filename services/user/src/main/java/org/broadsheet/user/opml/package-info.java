/** Subscription lists as OPML 2.0. */
@NullMarked
package org.broadsheet.user.opml;

import org.jspecify.annotations.NullMarked;
