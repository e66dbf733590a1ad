package org.broadsheet.messaging;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * @param interval between two looks at queues and tables
 * @param maxDepth messages in a queue, above which there is an alarm
 * @param maxAge of the oldest message in a queue, above which there is an alarm
 * @param stuckAfter with messages waiting and none delivered there is an alarm
 * @param refusedFor how long the alarm stays after the broker has refused or returned a publish
 * @param outboxMaxAge of the oldest row in an outbox, above which there is an alarm
 */
@ConfigurationProperties("broadsheet.amqp.watch")
record QueueWatchConfig(
        @Bindable(defaultValue = "15s") Duration interval,
        @Bindable(defaultValue = "10000") long maxDepth,
        @Bindable(defaultValue = "60s") Duration maxAge,
        @Bindable(defaultValue = "30s") Duration stuckAfter,
        @Bindable(defaultValue = "60s") Duration refusedFor,
        @Bindable(defaultValue = "60s") Duration outboxMaxAge) {
    QueueWatchConfig {
        if (!interval.isPositive()
                || !maxAge.isPositive()
                || !stuckAfter.isPositive()
                || !refusedFor.isPositive()
                || !outboxMaxAge.isPositive()
                || maxDepth < 0) {
            throw new IllegalArgumentException(
                    "broadsheet.amqp.watch: max-depth must be at least 0, and every duration longer than none");
        }
    }
}
