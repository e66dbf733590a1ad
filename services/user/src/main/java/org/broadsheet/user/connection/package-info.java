/** A user's accounts at other networks: how they are connected, and how they fare. */
@NullMarked
package org.broadsheet.user.connection;

import org.jspecify.annotations.NullMarked;
