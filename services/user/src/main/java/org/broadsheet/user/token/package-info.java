/** Tokens of programs. */
@NullMarked
package org.broadsheet.user.token;

import org.jspecify.annotations.NullMarked;
