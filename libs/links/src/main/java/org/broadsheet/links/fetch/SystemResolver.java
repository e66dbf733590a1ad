package org.broadsheet.links.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The operating system's resolver with a time limit. It runs on a few threads of its own, since a lookup can't be
 * interrupted and would hold a virtual thread's carrier; when all of them hang, further lookups fail at once.
 */
final class SystemResolver implements HostResolver, AutoCloseable {
    private static final int THREADS = 16;
    private static final int WAITING = 256;

    private final Duration timeout;
    private final ThreadPoolExecutor threads;

    SystemResolver(Duration timeout) {
        this.timeout = timeout;
        this.threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                Thread.ofPlatform().daemon().name("fetch-dns-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public List<InetAddress> resolve(String host) throws UnknownHostException {
        var literal = Literals.parse(host);
        if (literal.isPresent()) {
            return List.of(literal.get());
        }
        try {
            var lookup = threads.submit(() -> List.of(InetAddress.getAllByName(host)));
            return lookup.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw failure(host, "no answer in " + timeout.toMillis() + " ms", e);
        } catch (RejectedExecutionException e) {
            throw failure(host, "too many lookups wait", e);
        } catch (ExecutionException e) {
            throw failure(host, "no such name", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(host, "interrupted", e);
        }
    }

    private static UnknownHostException failure(String host, String why, Exception cause) {
        var failure = new UnknownHostException(host + ": " + why);
        failure.initCause(cause);
        return failure;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
