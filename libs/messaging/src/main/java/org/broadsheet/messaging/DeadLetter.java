package org.broadsheet.messaging;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that could not have its effect, as it lies in the dead letter queue of its consumer.
 *
 * @param consumer whose it was, for example {@code filter.entry-ingested}
 * @param messageId under which the consumer's inbox knows it; made from the body where the message has none
 * @param type the wire name it came with; empty if it has none
 * @param reason what kept it from its effect
 * @param attempts how often it was tried; 0 if that is not known
 * @param failedAt the last time it failed, null if that is not known
 * @param headers everything that it carries beside the body, as text, by name
 * @param body as it was published
 */
public record DeadLetter(
        String consumer,
        UUID messageId,
        String type,
        String reason,
        int attempts,
        @Nullable Instant failedAt,
        SortedMap<String, String> headers,
        @SuppressWarnings("ArrayRecordComponent") byte[] body) {
    public DeadLetter {
        requireNonNull(consumer, "consumer");
        requireNonNull(messageId, "messageId");
        requireNonNull(type, "type");
        requireNonNull(reason, "reason");
        headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
        requireNonNull(body, "body");
    }
}
