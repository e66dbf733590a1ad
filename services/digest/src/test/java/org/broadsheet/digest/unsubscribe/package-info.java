@NullMarked
package org.broadsheet.digest.unsubscribe;

import org.jspecify.annotations.NullMarked;
