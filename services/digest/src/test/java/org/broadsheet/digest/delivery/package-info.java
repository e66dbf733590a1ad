@NullMarked
package org.broadsheet.digest.delivery;

import org.jspecify.annotations.NullMarked;
