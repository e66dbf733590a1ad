package org.broadsheet.messaging;

import org.broadsheet.events.Event;
import org.broadsheet.events.Service;

/** What takes messages of one type for one service. A bean of this kind is a consumer as long as the application runs. */
public sealed interface Handler<E extends Event> permits MessageHandler, WorkHandler {
    Service service();

    Class<E> type();
}
