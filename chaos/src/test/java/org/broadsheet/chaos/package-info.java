@NullMarked
package org.broadsheet.chaos;

import org.jspecify.annotations.NullMarked;
