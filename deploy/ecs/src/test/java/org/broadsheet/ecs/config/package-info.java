@NullMarked
package org.broadsheet.ecs.config;

import org.jspecify.annotations.NullMarked;
