package org.broadsheet.messaging;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that runs a session (a channel and what is done with it) again and again until it is told to stop. A session
 * that ends by an exception is followed by another after a pause, which grows from 100 ms to 3 s while they keep failing.
 */
final class Supervised implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Supervised.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LAST_WORK = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    private final String name;
    private final MessagingMetrics metrics;
    private final Session session;
    private final CountDownLatch stop = new CountDownLatch(1);
    private @Nullable Thread thread;

    Supervised(String name, MessagingMetrics metrics, Session session) {
        this.name = name;
        this.metrics = metrics;
        this.session = session;
    }

    /** What is repeated. It returns soon after {@link Stop#isRequested} is true, with its work finished. */
    @FunctionalInterface
    interface Session {
        void run(Stop stop) throws Exception;
    }

    /** Whether the session is to end. */
    interface Stop {
        boolean isRequested();

        /** Waits, but no longer than until the end is requested. */
        void await(Duration atMost) throws InterruptedException;

        /** Says that the session works, so that its next failure counts as the first. */
        void healthy();
    }

    void start() {
        thread = Thread.ofVirtual().name(name).start(this::supervise);
    }

    /** Asks the session to end; {@link #close} waits for it. */
    void requestStop() {
        stop.countDown();
    }

    @Override
    public void close() {
        requestStop();
        var running = thread;
        if (running == null) {
            return;
        }
        try {
            if (!running.join(LAST_WORK)) {
                log.atWarn().addKeyValue("thread", name).log("did not end in time and is interrupted");
                running.interrupt();
                running.join(Duration.ofSeconds(1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void supervise() {
        var state = new State();
        while (!state.isRequested()) {
            try {
                session.run(state);
            } catch (InterruptedException e) {
                return;
            } catch (Throwable e) {
                // Everything, errors too: a consumer that died silently would be messages that vanish.
                if (!pauseAfter(e, state)) {
                    return;
                }
            }
        }
    }

    private boolean pauseAfter(Throwable failure, State state) {
        if (state.isRequested()) {
            return false;
        }
        metrics.sessionFailed(name);
        boolean said = failure instanceof BrokerProblem; // once, by the connection that all threads share
        if (!said && (state.failures == 0 || state.pause.equals(LONGEST_PAUSE))) {
            log.atWarn()
                    .addKeyValue("thread", name)
                    .addKeyValue("failure", FailureDigest.of(failure))
                    .log("will be started again");
        }
        state.failures++;
        try {
            state.await(state.pause);
        } catch (InterruptedException e) {
            return false;
        }
        var doubled = state.pause.multipliedBy(2);
        state.pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        return true;
    }

    private final class State implements Stop {
        private Duration pause = FIRST_PAUSE;
        private int failures;

        @Override
        public boolean isRequested() {
            return stop.getCount() == 0;
        }

        @Override
        public void await(Duration atMost) throws InterruptedException {
            boolean stopped = stop.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
            log.atTrace().addKeyValue("stopped", stopped).log("waited");
        }

        @Override
        public void healthy() {
            pause = FIRST_PAUSE;
            failures = 0;
        }
    }
}
