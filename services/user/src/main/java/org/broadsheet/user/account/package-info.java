/** Accounts: opening, showing, deleting. */
@NullMarked
package org.broadsheet.user.account;

import org.jspecify.annotations.NullMarked;
