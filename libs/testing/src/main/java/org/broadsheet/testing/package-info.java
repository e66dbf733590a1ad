/** Real servers and hand-made fixtures for tests: used in test scope only. */
@NullMarked
package org.broadsheet.testing;

import org.jspecify.annotations.NullMarked;
