package org.broadsheet.feed.digest;

import jakarta.inject.Singleton;
import java.util.List;
import org.broadsheet.events.DigestSent;
import org.broadsheet.events.Service;
import org.broadsheet.feed.share.EndingGate;
import org.broadsheet.messaging.MessageHandler;
import org.broadsheet.messaging.Received;

/** Articles were mailed. */
@Singleton
final class DigestSentHandler implements MessageHandler<DigestSent> {
    private final SelectionRepository selections;
    private final EndingGate gate;

    DigestSentHandler(SelectionRepository selections, EndingGate gate) {
        this.selections = selections;
        this.gate = gate;
    }

    @Override
    public Service service() {
        return Service.FEED;
    }

    @Override
    public Class<DigestSent> type() {
        return DigestSent.class;
    }

    @Override
    public void handle(List<Received<DigestSent>> batch) {
        gate.together();
        batch.forEach(message -> selections.remember(message.event()));
    }
}
