/** Fake sources that gain entries while they are polled, and the ledger of what they served. */
@NullMarked
package org.broadsheet.chaos.source;

import org.jspecify.annotations.NullMarked;
