package org.broadsheet.chaos.plan;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Locale;
import org.broadsheet.events.Service;

/**
 * One thing that is done to the system.
 *
 * @param at how long after the faults begin
 * @param lasts how long, zero for what is over at once
 * @param choice picks whom it meets: a service, a queue, a number of commits, by remainder
 */
public record Fault(Duration at, FaultKind kind, Duration lasts, int choice) {
    /** Those in the middle more often: most of what can be lost is with them. */
    private static final Service[] VICTIMS = {
        Service.USER,
        Service.INGEST,
        Service.INGEST,
        Service.FILTER,
        Service.FILTER,
        Service.FILTER,
        Service.FEED,
        Service.FEED,
        Service.FEED,
        Service.DIGEST
    };

    public Fault {
        requireNonNull(at, "at");
        requireNonNull(kind, "kind");
        requireNonNull(lasts, "lasts");
        if (choice < 0) {
            throw new IllegalArgumentException("choice must not be negative, but is " + choice);
        }
    }

    /** One of these, the same for the same fault. */
    public <T> T pick(T[] from) {
        return from[choice % from.length];
    }

    /** The service that is met. */
    public Service service() {
        return pick(VICTIMS);
    }

    /** The service that is met, as it is printed after the kind; empty for what meets none. */
    public String whom() {
        return kind.target() == FaultKind.Target.SERVICE ? ": " + service().wireName() : "";
    }

    @Override
    public String toString() {
        var time = "%6.1f s  %s%s".formatted(at.toMillis() / 1000.0, kind.words(), whom());
        return lasts.isZero() ? time : time + String.format(Locale.ROOT, " (%.1f s)", lasts.toMillis() / 1000.0);
    }
}
