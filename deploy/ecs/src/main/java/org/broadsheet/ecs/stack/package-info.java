@NullMarked
package org.broadsheet.ecs.stack;

import org.jspecify.annotations.NullMarked;
