@NullMarked
package org.broadsheet.digest.text;

import org.jspecify.annotations.NullMarked;
