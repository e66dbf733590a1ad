/** {@code ./broadsheet dlq}: the dead letters, for whoever runs the system. */
@NullMarked
package org.broadsheet.standalone.dlq;

import org.jspecify.annotations.NullMarked;
