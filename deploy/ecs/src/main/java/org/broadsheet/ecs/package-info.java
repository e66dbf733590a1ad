@NullMarked
package org.broadsheet.ecs;

import org.jspecify.annotations.NullMarked;
