@NullMarked
package org.broadsheet.chaos.check;

import org.jspecify.annotations.NullMarked;
