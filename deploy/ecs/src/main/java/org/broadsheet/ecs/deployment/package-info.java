@NullMarked
package org.broadsheet.ecs.deployment;

import org.jspecify.annotations.NullMarked;
