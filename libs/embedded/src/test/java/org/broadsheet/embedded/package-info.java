@NullMarked
package org.broadsheet.embedded;

import org.jspecify.annotations.NullMarked;
