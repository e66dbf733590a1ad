@NullMarked
package org.broadsheet.links;

import org.jspecify.annotations.NullMarked;
