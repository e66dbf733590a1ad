/**
 * How services talk: a service publishes inside its transaction ({@link org.broadsheet.messaging.EventPublisher}) and
 * consumes by a bean ({@link org.broadsheet.messaging.MessageHandler} or {@link org.broadsheet.messaging.WorkHandler}).
 * Whatever process dies at whatever moment, a message takes effect once.
 */
@NullMarked
package org.broadsheet.messaging;

import org.jspecify.annotations.NullMarked;
