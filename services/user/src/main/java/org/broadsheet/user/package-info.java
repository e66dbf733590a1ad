/** The user service: accounts, sessions, tokens and subscriptions. */
@NullMarked
package org.broadsheet.user;

import org.jspecify.annotations.NullMarked;
