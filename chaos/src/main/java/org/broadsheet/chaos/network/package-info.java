/** The people's accounts at doubles of the networks, the ledger of what is posted there, and how the doubles misbehave. */
@NullMarked
package org.broadsheet.chaos.network;

import org.jspecify.annotations.NullMarked;
