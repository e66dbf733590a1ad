@NullMarked
package org.broadsheet.standalone.image;

import org.jspecify.annotations.NullMarked;
