/** Bugs planted into service processes, to see that the rig catches them. */
@NullMarked
package org.broadsheet.chaos.plant;

import org.jspecify.annotations.NullMarked;
