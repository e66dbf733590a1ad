@NullMarked
package org.broadsheet.chaos.proxy;

import org.jspecify.annotations.NullMarked;
