package org.broadsheet.chaos.network;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.broadsheet.chaos.load.Pause;
import org.broadsheet.testing.Answer;
import org.broadsheet.testing.ReceivedRequest;
import org.jspecify.annotations.Nullable;

/**
 * Where pages of one timeline are asked for: gives the page, or what the mood of the moment makes of it. Once nothing
 * changes any more it notes when the timeline is read from its top. Thread-safe.
 */
final class Door {
    private static final Duration LATE = Duration.ofSeconds(3);
    private static final Duration REST = Duration.ofHours(1);
    private static final int NEVER_OF = 4;
    private static final int CUT_OF = 2;
    /** Of any network: what a request has that does not begin at the top. */
    private static final Set<String> PLACES = Set.of("min_id", "max_id", "cursor");

    private final Mood mood;
    private final Trap trap;
    private final InstantSource clock;
    private final Function<Instant, Answer> limited;
    private final Answer cold;
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger pages = new AtomicInteger();
    private volatile boolean resting;
    private volatile boolean closed;
    private volatile @Nullable Instant readFrom;

    /**
     * @param trap springs with each page
     * @param limited the network's way to say that it wants no more questions before a time
     * @param cold its way to say that the timeline is being made anew
     */
    Door(Mood mood, Trap trap, InstantSource clock, Function<Instant, Answer> limited, Answer cold) {
        this.mood = mood;
        this.trap = trap;
        this.clock = clock;
        this.limited = limited;
        this.cold = cold;
    }

    Answer answer(ReceivedRequest request, Supplier<Answer> page) {
        if (closed) {
            return limited.apply(clock.instant().plus(REST));
        }
        var now = mood.now();
        int number = asked.incrementAndGet();
        return switch (now.how()) {
            case LIMITED -> limited.apply(now.until());
            case BROKEN -> Answer.of("text/html", "<h1>Unavailable</h1>").withStatus(503);
            case COLD -> cold;
            case CUT -> number % CUT_OF == 0 ? page.get().cut() : give(request, page);
            case SLOW -> {
                if (number % NEVER_OF == 0) {
                    yield page.get().stalling();
                }
                Pause.of(LATE);
                yield give(request, page);
            }
            case NONE -> give(request, page);
        };
    }

    private Answer give(ReceivedRequest request, Supplier<Answer> page) {
        if (resting && readFrom == null && PLACES.stream().noneMatch(request.fields()::containsKey)) {
            readFrom = clock.instant();
        }
        pages.incrementAndGet();
        trap.spring();
        return page.get();
    }

    /** Nothing changes behind it from now on. */
    void rest() {
        resting = true;
    }

    /** When the reading from the top began that was the first to begin since then. */
    Optional<Instant> readFrom() {
        return Optional.ofNullable(readFrom);
    }

    /** Wants no questions any more. */
    void close() {
        closed = true;
    }

    /** Pages that were given. */
    int pages() {
        return pages.get();
    }
}
