/** What a user subscribes to, and how it fares. */
@NullMarked
package org.broadsheet.user.source;

import org.jspecify.annotations.NullMarked;
