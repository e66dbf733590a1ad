package org.broadsheet.chaos.load;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one thing can be after the writes that were tried on it: the last one that was answered well, or one whose outcome
 * nobody knows and that may have come after it. (As the checkers of Jepsen: ok, fail, info.) A process that was stopped
 * can carry out late what its caller has given up, so an unknown one counts for a while longer. Thread-safe.
 *
 * @param <V> the values
 */
public final class Register<V> {
    /** Longer than anything stays stopped or cut off, and a call in it. */
    private static final Duration LINGERS = Duration.ofSeconds(60);

    private final InstantSource clock;
    private final V initial;
    private final List<Write<V>> writes = new ArrayList<>();

    public Register(V initial, InstantSource clock) {
        this.initial = initial;
        this.clock = clock;
    }

    private enum Outcome {
        UNKNOWN,
        OK,
        FAILED
    }

    private static final class Write<V> {
        final V value;
        final Instant began;
        Outcome outcome = Outcome.UNKNOWN;

        Write(V value, Instant began) {
            this.value = value;
            this.began = began;
        }
    }

    /** A write that was begun; without an end its outcome stays unknown. */
    public final class Attempt {
        private final Write<V> write;

        private Attempt(Write<V> write) {
            this.write = write;
        }

        /** It was answered well. */
        public void ok() {
            end(Outcome.OK);
        }

        /** It was refused, and certainly had no effect. */
        public void failed() {
            end(Outcome.FAILED);
        }

        private void end(Outcome outcome) {
            synchronized (Register.this) {
                write.outcome = outcome;
                // Its place is where it ended: one caller's writes follow each other.
                writes.remove(write);
                writes.add(write);
            }
        }
    }

    public synchronized Attempt begin(V value) {
        var write = new Write<>(value, clock.instant());
        writes.add(write);
        return new Attempt(write);
    }

    /** All values that it can have now. */
    public synchronized Set<V> possible() {
        int last = writes.size() - 1;
        while (last >= 0 && writes.get(last).outcome != Outcome.OK) {
            last--;
        }
        var possible = new HashSet<V>();
        possible.add(last < 0 ? initial : writes.get(last).value);
        var since = last < 0 ? Instant.MIN : writes.get(last).began.minus(LINGERS);
        writes.stream()
                .filter(write -> write.outcome == Outcome.UNKNOWN && write.began.isAfter(since))
                .forEach(write -> possible.add(write.value));
        return possible;
    }

    /** The writes in the order in which they ended, with when they began. */
    public synchronized String history() {
        return writes.stream()
                .map(write -> write.value + " " + write.outcome + " (" + write.began + ")")
                .collect(Collectors.joining(", "));
    }

    /** How many writes were answered well. */
    public synchronized long acknowledged() {
        return writes.stream().filter(write -> write.outcome == Outcome.OK).count();
    }
}
