@NullMarked
package org.broadsheet.digest.run;

import org.jspecify.annotations.NullMarked;
