package org.broadsheet.links.fetch;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What bodies may take of a process's memory. A few large ones are there at a time, from when they outgrow {@link #SMALL} bytes to
 * the end of {@link #within}; and fewer still are made into documents at a time, which take many times their memory. Whoever has to
 * wait for a place longer than {@link #PATIENCE} fails with {@link FailureKind#NO_ROOM}: servers that send a lot and slowly keep
 * places, never memory without end.
 */
public final class BodyRoom {
    /** 1 MiB. */
    static final int SMALL = 1 << 20;

    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final ScopedValue<Visit> VISIT = ScopedValue.newInstance();

    /** Of memory for each large body, and for each document that is being made. */
    private static final long MIB_FOR_BODY = 96;

    private static final long MIB_FOR_DOCUMENT = 192;
    private static final int MOST_BODIES = 16;

    private final Semaphore places;
    private final Semaphore desks;

    /**
     * @param largeBodies at a time
     * @param documents made at a time
     */
    public BodyRoom(int largeBodies, int documents) {
        this.places = new Semaphore(largeBodies, true);
        this.desks = new Semaphore(documents, true);
    }

    /** As this process's largest heap and processors allow; at least two bodies and one document. */
    public static BodyRoom ofThisProcess() {
        var runtime = Runtime.getRuntime();
        long mebibytes = runtime.maxMemory() >> 20;
        return new BodyRoom(
                Math.clamp(mebibytes / MIB_FOR_BODY, 2, MOST_BODIES),
                Math.clamp(mebibytes / MIB_FOR_DOCUMENT, 1, Math.max(1, runtime.availableProcessors())));
    }

    /** Fetches, and works on what comes; a place that was needed is kept until the end. */
    public <R> R within(Supplier<R> fetchAndWork) {
        var visit = new Visit(places);
        try {
            return ScopedValue.where(VISIT, visit).call(fetchAndWork::get);
        } finally {
            visit.leave();
        }
    }

    /** Makes a document of a body, when it is this one's turn. */
    public <R> R document(Supplier<R> parse) {
        desks.acquireUninterruptibly();
        try {
            return parse.get();
        } finally {
            desks.release();
        }
    }

    /** Large bodies that could come in now. */
    public int free() {
        return places.availablePermits();
    }

    /** A body of this thread is larger than small. Without a room around it nothing is counted. */
    static void enlarge() throws FetchFailure {
        if (VISIT.isBound()) {
            VISIT.get().enlarge();
        }
    }

    /** Of one thread. */
    private static final class Visit {
        private final Semaphore places;
        private boolean large;

        Visit(Semaphore places) {
            this.places = places;
        }

        void enlarge() throws FetchFailure {
            try {
                large = large || places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (!large) {
                throw new FetchFailure(FailureKind.NO_ROOM, "too many large bodies at a time");
            }
        }

        void leave() {
            if (large) {
                places.release();
            }
        }
    }
}
