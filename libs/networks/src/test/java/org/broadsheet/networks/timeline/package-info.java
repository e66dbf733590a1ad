@NullMarked
package org.broadsheet.networks.timeline;

import org.jspecify.annotations.NullMarked;
