package org.broadsheet.feed.digest;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import org.broadsheet.events.DigestComposed;
import org.broadsheet.events.DigestDue;
import org.broadsheet.events.Service;
import org.broadsheet.messaging.EventPublisher;
import org.broadsheet.messaging.MessageHandler;
import org.broadsheet.messaging.Received;

/** A digest's slot has come: choose its articles. */
@Singleton
final class DigestDueHandler implements MessageHandler<DigestDue> {
    private final SelectionRepository selections;
    private final EventPublisher publisher;

    DigestDueHandler(SelectionRepository selections, @Named("feed") EventPublisher publisher) {
        this.selections = selections;
        this.publisher = publisher;
    }

    @Override
    public Service service() {
        return Service.FEED;
    }

    @Override
    public Class<DigestDue> type() {
        return DigestDue.class;
    }

    @Override
    public void handle(List<Received<DigestDue>> batch) {
        for (var message : batch) {
            var due = message.event();
            var selection = selections.choose(due);
            publisher.publish(
                    new DigestComposed(due.runId(), due.userId(), selection.articles(), selection.candidates()),
                    message);
        }
    }
}
