package org.broadsheet.standalone.dlq;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.broadsheet.messaging.DeadLetter;
import org.jspecify.annotations.Nullable;

/** Counts letters by consumer and reason. Where reasons are endless, those past a thousand are counted as one. */
final class LetterGroups {
    private static final int MAX_GROUPS = 1_000;
    private static final String OTHERS = "(other reasons)";

    private final Map<Name, Group> groups =
            new TreeMap<>(Comparator.comparing(Name::consumer).thenComparing(Name::reason));

    record Name(String consumer, String reason) {}

    /** @param oldest and {@code newest}: when they failed last; null if none says so */
    record Group(
            long letters,
            @Nullable Instant oldest,
            @Nullable Instant newest) {
        private Group plus(Group other) {
            return new Group(letters + other.letters, earlier(oldest, other.oldest), later(newest, other.newest));
        }

        private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
            if (one == null || other == null) {
                return one == null ? other : one;
            }
            return one.isBefore(other) ? one : other;
        }

        private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
            if (one == null || other == null) {
                return one == null ? other : one;
            }
            return one.isAfter(other) ? one : other;
        }
    }

    void add(DeadLetter letter) {
        var name = new Name(letter.consumer(), letter.reason());
        if (groups.size() >= MAX_GROUPS && !groups.containsKey(name)) {
            name = new Name(letter.consumer(), OTHERS);
        }
        groups.merge(name, new Group(1, letter.failedAt(), letter.failedAt()), Group::plus);
    }

    /** By consumer, then by reason. */
    Map<Name, Group> groups() {
        return groups;
    }
}
