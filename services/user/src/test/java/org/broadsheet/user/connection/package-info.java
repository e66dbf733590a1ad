@NullMarked
package org.broadsheet.user.connection;

import org.jspecify.annotations.NullMarked;
