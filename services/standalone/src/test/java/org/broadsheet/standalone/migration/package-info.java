@NullMarked
package org.broadsheet.standalone.migration;

import org.jspecify.annotations.NullMarked;
