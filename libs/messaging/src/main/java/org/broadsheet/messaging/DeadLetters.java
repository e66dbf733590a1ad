package org.broadsheet.messaging;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts messages that can't have their effect into the dead letter queue of their consumer, through the outbox, so that
 * it happens with the transaction that settles them. The message keeps its id, type and body; headers say why.
 */
final class DeadLetters {
    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    private final OutboxPublisher publisher;
    private final Topology topology;
    private final InstantSource clock;

    DeadLetters(OutboxPublisher publisher, Topology topology, InstantSource clock) {
        this.publisher = publisher;
        this.topology = topology;
        this.clock = clock;
    }

    /**
     * Why a message can't have its effect.
     *
     * @param reason kinds of failures with their places, or what can't be read
     * @param stack our own frames of the failure, innermost first; may be empty
     */
    record Cause(String reason, String stack) {
        static Cause of(Throwable failure) {
            return new Cause(FailureDigest.of(failure), FailureDigest.stack(failure));
        }
    }

    void add(Consumption<?> consumption, Envelope message, Cause cause, int attempts, @Nullable Instant firstFailedAt) {
        var now = clock.instant();
        var headers = new HashMap<String, String>();
        headers.put("x-reason", cause.reason());
        headers.put("x-stack", cause.stack());
        headers.put("x-attempts", Integer.toString(attempts));
        headers.put("x-first-failed-at", (firstFailedAt == null ? now : firstFailedAt).toString());
        headers.put("x-last-failed-at", now.toString());
        headers.put("x-origin", consumption.consumer());
        var queue = topology.deadLetters(consumption.type(), consumption.service());
        publisher.add(List.of(new Outbox.Outgoing("", queue, message, headers)));
        log.atError()
                .addKeyValue("consumer", consumption.consumer())
                .addKeyValue("messageId", message.messageId())
                .addKeyValue("attempts", attempts)
                .addKeyValue("reason", cause.reason())
                .log("message dead-lettered");
    }
}
