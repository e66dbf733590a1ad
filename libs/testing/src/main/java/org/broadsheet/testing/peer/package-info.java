/** Servers that nobody here wrote, as tests see them. */
@NullMarked
package org.broadsheet.testing.peer;

import org.jspecify.annotations.NullMarked;
