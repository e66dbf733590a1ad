@org.jspecify.annotations.NullMarked
package org.broadsheet.metrics;
