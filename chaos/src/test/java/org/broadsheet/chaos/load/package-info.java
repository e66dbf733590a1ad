@NullMarked
package org.broadsheet.chaos.load;

import org.jspecify.annotations.NullMarked;
