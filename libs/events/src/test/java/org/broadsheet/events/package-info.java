@NullMarked
package org.broadsheet.events;

import org.jspecify.annotations.NullMarked;
