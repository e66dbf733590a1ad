@NullMarked
package org.broadsheet.ecs.aws;

import org.jspecify.annotations.NullMarked;
