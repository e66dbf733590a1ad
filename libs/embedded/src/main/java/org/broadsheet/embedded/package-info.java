/**
 * Servers that come with the program: PostgreSQL 17 as a child process and an AMQP 0-9-1 broker inside the JVM. Both
 * listen on loopback only, keep their data below a directory of the caller's choice, and need nothing installed.
 */
@NullMarked
package org.broadsheet.embedded;

import org.jspecify.annotations.NullMarked;
