/** Tunables that a running service reads again; {@link org.broadsheet.tunables.LiveTunables} is what is used of it. */
@NullMarked
package org.broadsheet.tunables;

import org.jspecify.annotations.NullMarked;
