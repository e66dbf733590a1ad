/** People who use the system over HTTP, and the ledger of what they were told. */
@NullMarked
package org.broadsheet.chaos.load;

import org.jspecify.annotations.NullMarked;
