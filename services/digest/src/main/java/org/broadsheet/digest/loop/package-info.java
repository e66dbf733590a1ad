/** Work that is done again and again as long as the process runs. */
@NullMarked
package org.broadsheet.digest.loop;

import org.jspecify.annotations.NullMarked;
