@NullMarked
package org.broadsheet.ecs.cost;

import org.jspecify.annotations.NullMarked;
