@NullMarked
package org.broadsheet.testing;

import org.jspecify.annotations.NullMarked;
