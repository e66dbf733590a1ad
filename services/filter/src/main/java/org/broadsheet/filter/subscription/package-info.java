/** Who reads which source. */
@NullMarked
package org.broadsheet.filter.subscription;

import org.jspecify.annotations.NullMarked;
