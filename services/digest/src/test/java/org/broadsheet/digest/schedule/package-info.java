@NullMarked
package org.broadsheet.digest.schedule;

import org.jspecify.annotations.NullMarked;
