/** Doubles of the networks where readers have accounts: their OAuth sides, strict, and able to misbehave. */
@NullMarked
package org.broadsheet.testing.network;

import org.jspecify.annotations.NullMarked;
