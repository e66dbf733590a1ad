@NullMarked
package org.broadsheet.standalone.dlq;

import org.jspecify.annotations.NullMarked;
