package org.broadsheet.messaging;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Every end that a message can come to, counted. */
@Singleton
final class MessagingMetrics {
    private final @Nullable MeterRegistry registry;

    MessagingMetrics(@Nullable MeterRegistry registry) {
        this.registry = registry;
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
        if (registry != null) {
            Gauge.builder(name, value).tag("service", service).register(registry);
        }
    }

    private void count(String name, String tag, String value, int amount) {
        if (registry != null && amount > 0) {
            registry.counter(name, tag, value).increment(amount);
        }
    }
}
