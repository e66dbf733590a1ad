@NullMarked
package org.broadsheet.standalone;

import org.jspecify.annotations.NullMarked;
