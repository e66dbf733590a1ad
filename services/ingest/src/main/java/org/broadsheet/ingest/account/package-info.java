/** Accounts that end. */
@NullMarked
package org.broadsheet.ingest.account;

import org.jspecify.annotations.NullMarked;
