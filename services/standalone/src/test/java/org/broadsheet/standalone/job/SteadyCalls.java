package org.broadsheet.standalone.job;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Calls at a steady rate, in turn, each begun when it is due whether or not those before it have ended. */
final class SteadyCalls implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();
    private final AtomicLong begun = new AtomicLong();

    /** @param status of HTTP, 0 where there was no answer */
    record Ended(int status, String words, long millis) {
        boolean isGood() {
            return status >= 200 && status < 300;
        }
    }

    SteadyCalls(int aSecond, List<Callable<Reader.Answer>> calls) {
        clock.scheduleAtFixedRate(
                () -> {
                    var call = calls.get((int) (begun.getAndIncrement() % calls.size()));
                    callers.execute(() -> ended.add(answered(call)));
                },
                0,
                TimeUnit.SECONDS.toNanos(1) / aSecond,
                TimeUnit.NANOSECONDS);
    }

    private static Ended answered(Callable<Reader.Answer> call) {
        long begin = System.nanoTime();
        try {
            var answer = call.call();
            return new Ended(answer.status(), answer.message(), millisSince(begin));
        } catch (IOException e) {
            return new Ended(0, e.toString(), millisSince(begin));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static long millisSince(long begin) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    }

    /** Begins no more, and waits for those that are under way. */
    List<Ended> finish() throws InterruptedException {
        clock.shutdown();
        callers.shutdown();
        if (!clock.awaitTermination(1, TimeUnit.SECONDS)
                || !callers.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("calls that do not end");
        }
        return List.copyOf(ended);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        callers.shutdownNow();
    }
}
