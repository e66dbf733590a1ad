/** Digests: a mailed selection of a feed for one slot of a schedule. */
@NullMarked
package org.broadsheet.digest;

import org.jspecify.annotations.NullMarked;
