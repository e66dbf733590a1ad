package org.broadsheet.filter.verdict;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.broadsheet.events.RescreenDue;
import org.broadsheet.events.Service;
import org.broadsheet.messaging.EventPublisher;
import org.broadsheet.messaging.MessageHandler;
import org.broadsheet.messaging.Received;

/**
 * A user's rules changed: the entries that the change can touch are judged again by the rules as they are now, a chunk a
 * message, so that no transaction grows with the user's history.
 */
@Singleton
final class RescreenDueHandler implements MessageHandler<RescreenDue> {
    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final int CHUNK = 200;

    private final VerdictRepository verdicts;
    private final MuteVerdicts mutes;
    private final Screening screening;
    private final EventPublisher publisher;

    RescreenDueHandler(
            VerdictRepository verdicts,
            MuteVerdicts mutes,
            Screening screening,
            @Named("filter") EventPublisher publisher) {
        this.verdicts = verdicts;
        this.mutes = mutes;
        this.screening = screening;
        this.publisher = publisher;
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
        batch.forEach(this::rescreen);
    }

    private void rescreen(Received<RescreenDue> message) {
        var due = message.event();
        var after = due.after() == null ? BEFORE_ALL : due.after();
        var touched = touched(due, after);
        if (!touched.touched().isEmpty()) {
            screening.forOne(touched.touched(), due.userId(), message.correlationId());
        }
        if (touched.last() != null) {
            publisher.publish(new RescreenDue(due.userId(), due.rulesVersion(), touched.last()), message);
        }
    }

    /** A version changes which imported rules there are, or what is blocked. */
    private MuteVerdicts.Chunk touched(RescreenDue due, UUID after) {
        return mutes.touched(due.userId(), due.rulesVersion(), after, CHUNK).orElseGet(() -> {
            var byLinks = verdicts.touched(due.userId(), due.rulesVersion(), after, CHUNK);
            return new MuteVerdicts.Chunk(byLinks, byLinks.size() == CHUNK ? byLinks.getLast() : null);
        });
    }
}
