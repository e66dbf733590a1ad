@NullMarked
package org.broadsheet.networks;

import org.jspecify.annotations.NullMarked;
