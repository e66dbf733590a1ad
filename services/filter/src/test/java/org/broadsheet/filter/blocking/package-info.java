/** Tests. */
@org.jspecify.annotations.NullMarked
package org.broadsheet.filter.blocking;
