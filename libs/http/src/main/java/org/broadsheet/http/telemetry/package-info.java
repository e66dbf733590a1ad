/** What is measured, written for CloudWatch. */
@NullMarked
package org.broadsheet.http.telemetry;

import org.jspecify.annotations.NullMarked;
