/** All services in one process, on the database and the broker that it brings along or on servers that are named. */
@NullMarked
package org.broadsheet.standalone;

import org.jspecify.annotations.NullMarked;
