/** Where a user's mail goes, and who is gone. */
@NullMarked
package org.broadsheet.digest.reader;

import org.jspecify.annotations.NullMarked;
