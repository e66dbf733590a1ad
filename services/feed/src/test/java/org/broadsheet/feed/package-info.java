/** The feed service on a real database and a real broker. */
@org.jspecify.annotations.NullMarked
package org.broadsheet.feed;
