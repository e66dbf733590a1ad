/** Sessions of browsers. */
@NullMarked
package org.broadsheet.user.session;

import org.jspecify.annotations.NullMarked;
