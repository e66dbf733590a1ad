package org.broadsheet.messaging;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.broadsheet.events.RescreenDue;
import org.broadsheet.events.Service;

/** Has an effect for every message, and whatever else a test wants to happen. */
final class RescreenHandler implements MessageHandler<RescreenDue> {
    final CompletableFuture<Rig> rig = new CompletableFuture<>();
    private final Consumer<Received<RescreenDue>> more;

    RescreenHandler(Consumer<Received<RescreenDue>> more) {
        this.more = more;
    }

    @Override
    public Service service() {
        return Service.FILTER;
    }

    @Override
    public Class<RescreenDue> type() {
        return RescreenDue.class;
    }

    @Override
    public void handle(List<Received<RescreenDue>> batch) {
        for (var message : batch) {
            rig.join().effect("filter", Long.toString(message.event().rulesVersion()));
            more.accept(message);
        }
    }
}
