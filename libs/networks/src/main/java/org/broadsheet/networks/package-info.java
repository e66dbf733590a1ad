/** Accounts at other networks: how they are connected, what may be done with their credentials, and how these are kept. */
@NullMarked
package org.broadsheet.networks;

import org.jspecify.annotations.NullMarked;
