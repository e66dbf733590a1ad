package org.broadsheet.messaging;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which dead letters are meant: those that all given criteria hold for.
 *
 * @param consumers names out of {@link DeadLetterQueues#consumers}; none means all
 * @param id of the message
 * @param reason a part of the reason, in upper or lower case
 * @param failedBefore the last failure was earlier; what has no known time is not meant
 * @param failedAfter the last failure was later; what has no known time is not meant
 * @param limit at most so many, in the order of the consumers' names and of their queues
 */
public record DeadLetterFilter(
        Set<String> consumers,
        Optional<UUID> id,
        Optional<String> reason,
        Optional<Instant> failedBefore,
        Optional<Instant> failedAfter,
        long limit) {
    /** Every dead letter. */
    public static final DeadLetterFilter ALL = new DeadLetterFilter(
            Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Long.MAX_VALUE);

    public DeadLetterFilter {
        consumers = Set.copyOf(consumers);
        requireNonNull(id, "id");
        reason = reason.map(text -> text.toLowerCase(Locale.ROOT));
        requireNonNull(failedBefore, "failedBefore");
        requireNonNull(failedAfter, "failedAfter");
        if (limit < 0) {
            throw new IllegalArgumentException("limit " + limit + " is negative");
        }
    }

    DeadLetterFilter withLimit(long other) {
        return new DeadLetterFilter(consumers, id, reason, failedBefore, failedAfter, other);
    }

    boolean includes(String consumer) {
        return consumers.isEmpty() || consumers.contains(consumer);
    }

    boolean matches(DeadLetter letter) {
        var failedAt = letter.failedAt();
        return includes(letter.consumer())
                && id.map(letter.messageId()::equals).orElse(true)
                && reason.map(letter.reason().toLowerCase(Locale.ROOT)::contains)
                        .orElse(true)
                && failedBefore
                        .map(time -> failedAt != null && failedAt.isBefore(time))
                        .orElse(true)
                && failedAfter
                        .map(time -> failedAt != null && failedAt.isAfter(time))
                        .orElse(true);
    }
}
