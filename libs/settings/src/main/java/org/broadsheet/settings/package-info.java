/** What the environment's {@code BROADSHEET_*} variables say: read once at the start, checked all at once. */
@NullMarked
package org.broadsheet.settings;

import org.jspecify.annotations.NullMarked;
