/** Tests of what every service's HTTP side has in common. */
@org.jspecify.annotations.NullMarked
package org.broadsheet.http;
