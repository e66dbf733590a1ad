@NullMarked
package org.broadsheet.messaging;

import org.jspecify.annotations.NullMarked;
