/** The rules of Prometheus, made of the alarms, and what its expressions may name. */
@NullMarked
package org.broadsheet.metrics.prometheus;

import org.jspecify.annotations.NullMarked;
