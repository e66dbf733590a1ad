@NullMarked
package org.broadsheet.http.telemetry;

import org.jspecify.annotations.NullMarked;
