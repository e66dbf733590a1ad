/** That readers are here: told once a day, so that what is read for them alone can rest while they are not. */
@NullMarked
package org.broadsheet.feed.visit;

import org.jspecify.annotations.NullMarked;
