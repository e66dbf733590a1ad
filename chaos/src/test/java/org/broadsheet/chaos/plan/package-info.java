@NullMarked
package org.broadsheet.chaos.plan;

import org.jspecify.annotations.NullMarked;
