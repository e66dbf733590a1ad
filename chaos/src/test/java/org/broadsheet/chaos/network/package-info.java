@NullMarked
package org.broadsheet.chaos.network;

import org.jspecify.annotations.NullMarked;
