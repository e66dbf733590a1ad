package org.broadsheet.digest.notice;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import org.broadsheet.events.Service;
import org.broadsheet.events.TimelinesPaused;
import org.broadsheet.messaging.MessageHandler;
import org.broadsheet.messaging.Received;

/** The timelines of a reader rest. */
@Singleton
final class TimelinesPausedHandler implements MessageHandler<TimelinesPaused> {
    private final Notices notices;

    TimelinesPausedHandler(Notices notices) {
        this.notices = notices;
    }

    @Override
    public Service service() {
        return Service.DIGEST;
    }

    @Override
    public Class<TimelinesPaused> type() {
        return TimelinesPaused.class;
    }

    /** In the order of ids, so that two processes never wait for each other's rows crosswise. */
    @Override
    public void handle(List<Received<TimelinesPaused>> batch) {
        batch.stream()
                .map(Received::event)
                .sorted(Comparator.comparing(TimelinesPaused::userId).thenComparing(TimelinesPaused::lastSeen))
                .forEach(notices::paused);
    }
}
