/** What readers have muted at their networks, as rules for all that they read. */
@NullMarked
package org.broadsheet.filter.mute;

import org.jspecify.annotations.NullMarked;
