/** The fault rig: load, faults and the checker, and the verdict. */
@NullMarked
package org.broadsheet.chaos;

import org.jspecify.annotations.NullMarked;
