@NullMarked
package org.broadsheet.tunables;

import org.jspecify.annotations.NullMarked;
