package org.broadsheet.messaging;

import com.rabbitmq.client.Delivery;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Every end that a message can come to, counted. */
@Singleton
final class MessagingMetrics {
    private final @Nullable MeterRegistry registry;
    private final QueueActivity activity;

    MessagingMetrics(@Nullable MeterRegistry registry, QueueActivity activity) {
        this.registry = registry;
        this.activity = activity;
    }

    /** How a delivery ended. */
    enum Outcome {
        HANDLED,
        DUPLICATE,
        RETRIED,
        REDELIVERED,
        DEAD
    }

    void published(String service, int messages) {
        count("broadsheet.outbox.published", "service", service, messages);
    }

    /** How long a message was in the outbox until it was confirmed. */
    void delayed(String service, Duration delay) {
        if (registry != null) {
            registry.timer("broadsheet.outbox.delay", "service", service).record(delay);
        }
    }

    void refused(String service, int messages) {
        activity.refused(service);
        count("broadsheet.outbox.refused", "service", service, messages);
    }

    /** A relay, consumer or lane that ended by a failure and is started again. */
    void sessionFailed(String thread) {
        count("broadsheet.sessions.failed", "thread", thread, 1);
    }

    /** A handler that runs longer than it may. */
    void overdue(String consumer) {
        count("broadsheet.handlers.overdue", "consumer", consumer, 1);
    }

    /** Messages that a consumer has got from its queue just now. */
    void delivered(String consumer, List<Delivery> deliveries) {
        for (var delivery : deliveries) {
            var publishedAt =
                    Optional.ofNullable(delivery.getProperties().getTimestamp()).map(Date::toInstant);
            activity.delivered(consumer, publishedAt);
            publishedAt.ifPresent(time -> inQueue(consumer, Duration.between(time, activity.now())));
        }
    }

    private void inQueue(String consumer, Duration time) {
        if (registry != null) {
            // Clocks of two machines may differ, and the time of publishing comes in whole seconds.
            registry.timer("broadsheet.queue.time", "consumer", consumer)
                    .record(time.isNegative() ? Duration.ZERO : time);
        }
    }

    void consumed(String consumer, Outcome outcome, int messages) {
        if (registry != null && messages > 0) {
            registry.counter(
                            "broadsheet.messages.consumed",
                            "consumer",
                            consumer,
                            "outcome",
                            outcome.name().toLowerCase(java.util.Locale.ROOT))
                    .increment(messages);
        }
    }

    void gauge(String name, String service, Supplier<Number> value) {
        gauge(name, "service", service, value);
    }

    void gauge(String name, String tag, String value, Supplier<Number> supplier) {
        if (registry != null) {
            Gauge.builder(name, supplier).tag(tag, value).register(registry);
        }
    }

    private void count(String name, String tag, String value, int amount) {
        if (registry != null && amount > 0) {
            registry.counter(name, tag, value).increment(amount);
        }
    }
}
