package org.broadsheet.standalone.dlq;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.broadsheet.messaging.DeadLetterFilter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which dead letters are meant. */
final class FilterOptions {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--consumer",
            paramLabel = "NAME",
            converter = ConsumerConverter.class,
            description = "Of this consumer, as filter.entry-ingested; more than once for several")
    private List<String> consumers = List.of();

    @Option(
            names = "--id",
            paramLabel = "UUID",
            converter = IdConverter.class,
            description = "The message with this id")
    private @Nullable UUID id;

    @Option(names = "--reason", paramLabel = "TEXT", description = "With this in the reason, in upper or lower case")
    private @Nullable String reason;

    @Option(
            names = "--older-than",
            paramLabel = "AGE",
            converter = AgeConverter.class,
            description = "That failed longer ago: 29d, 12h, 5m")
    private @Nullable Duration olderThan;

    @Option(
            names = "--newer-than",
            paramLabel = "AGE",
            converter = AgeConverter.class,
            description = "That failed since then")
    private @Nullable Duration newerThan;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many")
    private long limit = Long.MAX_VALUE;

    /** Whether anything narrows the choice. */
    boolean isGiven() {
        return !consumers.isEmpty()
                || Stream.of(Optional.ofNullable(id), Optional.ofNullable(reason), olderThan(), newerThan())
                        .anyMatch(Optional::isPresent);
    }

    /** @throws ParameterException if it can match nothing */
    DeadLetterFilter filter(Instant now) {
        if (limit < 1) {
            throw wrong("--limit must be at least 1");
        }
        if (olderThan != null && newerThan != null && olderThan.compareTo(newerThan) >= 0) {
            throw wrong("--older-than must be shorter than --newer-than: nothing is both");
        }
        return new DeadLetterFilter(
                Set.copyOf(consumers),
                Optional.ofNullable(id),
                Optional.ofNullable(reason),
                olderThan().map(now::minus),
                newerThan().map(now::minus),
                limit);
    }

    private Optional<Duration> olderThan() {
        return Optional.ofNullable(olderThan);
    }

    private Optional<Duration> newerThan() {
        return Optional.ofNullable(newerThan);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(Objects.requireNonNull(command).commandLine(), message);
    }
}
