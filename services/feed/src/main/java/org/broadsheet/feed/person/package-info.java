/** Which sharers are one person for a reader. */
@NullMarked
package org.broadsheet.feed.person;

import org.jspecify.annotations.NullMarked;
