package org.broadsheet.feed.digest;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import org.broadsheet.events.DigestComposed;
import org.broadsheet.events.DigestDue;
import org.broadsheet.events.Service;
import org.broadsheet.feed.share.EndingGate;
import org.broadsheet.messaging.EventPublisher;
import org.broadsheet.messaging.MessageHandler;
import org.broadsheet.messaging.Received;

/** A digest's slot has come: choose its articles. */
@Singleton
final class DigestDueHandler implements MessageHandler<DigestDue> {
    private final SelectionRepository selections;
    private final EndingGate gate;
    private final EventPublisher publisher;

    DigestDueHandler(SelectionRepository selections, EndingGate gate, @Named("feed") EventPublisher publisher) {
        this.selections = selections;
        this.gate = gate;
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

    /**
     * Waits for verdicts that are being stored: a share of theirs may carry a time before the end of this digest, and the
     * next one begins there, so nobody would ever be mailed it.
     */
    @Override
    public void handle(List<Received<DigestDue>> batch) {
        gate.alone();
        for (var message : batch) {
            var due = message.event();
            var selection = selections.choose(due);
            publisher.publish(
                    new DigestComposed(due.runId(), due.userId(), selection.articles(), selection.candidates()),
                    message);
        }
    }
}
