/** Values on their way into and out of the database. */
@NullMarked
package org.broadsheet.digest.sql;

import org.jspecify.annotations.NullMarked;
