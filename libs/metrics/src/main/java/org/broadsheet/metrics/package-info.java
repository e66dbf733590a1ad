/** The catalogue of metrics and alarms: one list for the services that publish, and for everything that reads. */
@NullMarked
package org.broadsheet.metrics;

import org.jspecify.annotations.NullMarked;
