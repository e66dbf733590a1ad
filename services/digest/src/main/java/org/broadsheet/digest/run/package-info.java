/** One digest for one slot: its state, its articles, the archive. */
@NullMarked
package org.broadsheet.digest.run;

import org.jspecify.annotations.NullMarked;
