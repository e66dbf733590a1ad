/** Accounts elsewhere: whoever holds their credentials, uses, refreshes and revokes them. */
@NullMarked
package org.broadsheet.ingest.connection;

import org.jspecify.annotations.NullMarked;
