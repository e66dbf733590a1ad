/** When a user's digest is due. */
@NullMarked
package org.broadsheet.digest.schedule;

import org.jspecify.annotations.NullMarked;
