/** The system under test as processes: database, broker, mail server, the five services, and who restarts them. */
@NullMarked
package org.broadsheet.chaos.rig;

import org.jspecify.annotations.NullMarked;
