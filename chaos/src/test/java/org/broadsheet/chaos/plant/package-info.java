@NullMarked
package org.broadsheet.chaos.plant;

import org.jspecify.annotations.NullMarked;
