package org.broadsheet.feed.share;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import org.broadsheet.events.Service;
import org.broadsheet.events.SourceUnsubscribed;
import org.broadsheet.feed.person.Persons;
import org.broadsheet.messaging.MessageHandler;
import org.broadsheet.messaging.Received;

/** A user no longer reads a source: what came by it alone leaves the feed; what was saved stays saved. */
@Singleton
final class SourceUnsubscribedHandler implements MessageHandler<SourceUnsubscribed> {
    private final ShareRepository shares;
    private final EndingGate gate;
    private final Persons persons;

    SourceUnsubscribedHandler(ShareRepository shares, EndingGate gate, Persons persons) {
        this.shares = shares;
        this.gate = gate;
        this.persons = persons;
    }

    @Override
    public Service service() {
        return Service.FEED;
    }

    @Override
    public Class<SourceUnsubscribed> type() {
        return SourceUnsubscribed.class;
    }

    @Override
    public void handle(List<Received<SourceUnsubscribed>> batch) {
        gate.alone();
        var events = batch.stream()
                .map(Received::event)
                .sorted(Comparator.comparing(SourceUnsubscribed::subscriptionId))
                .toList();
        events.forEach(event -> shares.end(event.userId(), event.subscriptionId()));
        persons.followAll(
                events.stream().map(SourceUnsubscribed::userId).distinct().toList());
    }
}
