package org.broadsheet.digest.loop;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that repeats a work until it is closed. */
final class Loop implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Loop.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Repeated work;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;
    private boolean failing;

    private Loop(Repeated work, int number) {
        this.work = work;
        this.thread = Thread.ofVirtual().name(work.name() + "-" + number).unstarted(this::repeat);
    }

    static Loop start(Repeated work, int number) {
        var loop = new Loop(work, number);
        loop.thread.start();
        return loop;
    }

    void requestStop() {
        stop.countDown();
    }

    /** Lets the work in hand finish, for a few seconds. */
    @Override
    public void close() {
        requestStop();
        try {
            if (!thread.join(PATIENCE)) {
                log.atWarn().addKeyValue("thread", thread.getName()).log("did not end in time and is left behind");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void repeat() {
        try {
            while (stop.getCount() > 0) {
                if (!succeeded()) {
                    rest();
                }
            }
        } catch (InterruptedException e) {
            log.atDebug().addKeyValue("thread", thread.getName()).log("interrupted");
        }
    }

    /** @return whether to go on at once */
    private boolean succeeded() {
        try {
            boolean more = work.run();
            failing = false;
            return more;
        } catch (RuntimeException | Error e) {
            // Errors too: a loop that died silently would be digests that never come.
            log(e);
            return false;
        }
    }

    private void log(@Nullable Throwable failure) {
        if (!failing && stop.getCount() > 0) {
            log.atWarn()
                    .addKeyValue("thread", thread.getName())
                    .setCause(failure)
                    .log("failed and is tried again");
        }
        failing = true;
    }

    private void rest() throws InterruptedException {
        boolean stopped = stop.await(work.interval().toMillis(), TimeUnit.MILLISECONDS);
        log.atTrace().addKeyValue("stopped", stopped).log("rested");
    }
}
