package org.broadsheet.messaging;

import java.time.Duration;

/** Raises and clears alarms by what was last seen; what is unknown leaves them as they are. */
final class QueueJudge {
    private final QueueWatchConfig config;
    private final QueueActivity activity;
    private final Alarms alarms;

    QueueJudge(QueueWatchConfig config, QueueActivity activity, Alarms alarms) {
        this.config = config;
        this.activity = activity;
        this.alarms = alarms;
    }

    void judge(WatchedQueue queue) {
        over(AlarmKind.DEAD_LETTERS, queue.consumer(), queue.deadDepth(), 0);
        over(AlarmKind.QUEUE_DEPTH, queue.consumer(), queue.depth(), config.maxDepth());
        over(AlarmKind.QUEUE_AGE, queue.consumer(), queue.age(), seconds(config.maxAge()));
        over(AlarmKind.QUEUE_STUCK, queue.consumer(), queue.stillness(), seconds(config.stuckAfter()));
    }

    void judge(WatchedTables tables) {
        var outbox = tables.service() + ".outbox";
        over(AlarmKind.OUTBOX_AGE, outbox, tables.outboxAge(), seconds(config.outboxMaxAge()));
        var now = activity.now();
        var refused = activity.lastRefusal(tables.service())
                .filter(time -> time.plus(config.refusedFor()).isAfter(now));
        alarms.set(AlarmKind.OUTBOX_REFUSED, outbox, refused.isPresent(), refused.isPresent() ? 1 : 0);
    }

    private void over(AlarmKind kind, String queue, double value, double threshold) {
        if (!Double.isNaN(value)) {
            alarms.set(kind, queue, value > threshold, value);
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
