@NullMarked
package org.broadsheet.ecs.stage;

import org.jspecify.annotations.NullMarked;
