package org.broadsheet.user.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.broadsheet.http.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Argon2id with 64 MiB, two passes, one lane. One at a time, with a short queue: a flood of sign-ins may not take the
 * processor and the memory from the readers. Nobody waits longer than they can be expected to listen: a slow machine would
 * only ever hash for those who have given up, and for nobody else.
 */
@Singleton
public final class Passwords {
    private static final Argon2Hash.Cost COST = new Argon2Hash.Cost(64 * 1024, 2, 1);
    private static final int MAX_WAITING = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final Semaphore working = new Semaphore(1, true);
    private final Duration patience;
    private final AtomicReference<@Nullable Instant> leftBehind = new AtomicReference<>();
    /** What an unknown account's password is compared with, so that it takes as long as a known one's. */
    private final String nobody;

    @Inject
    Passwords() {
        this(PATIENCE);
    }

    Passwords(Duration patience) {
        this.patience = patience;
        this.nobody = hash("nobody has this password");
    }

    /** The hash to store, with its salt and parameters (PHC string format). */
    public String hash(String password) {
        return limited(() -> Argon2Hash.of(password, COST).toString());
    }

    /** Whether a password is the one of a stored hash; null stands for an account that does not exist. */
    public boolean matches(String password, @Nullable String stored) {
        var hash = stored == null ? nobody : stored;
        boolean same = limited(() -> Argon2Hash.parse(hash).matches(password));
        return same && stored != null;
    }

    <T> T limited(Supplier<T> work) {
        if (working.getQueueLength() >= MAX_WAITING || !comesToTheFront()) {
            throw ProblemException.tooManyRequests("Too many people are signing in just now. Try again.", RETRY_AFTER);
        }
        try {
            return work.get();
        } finally {
            leftBehind.set(Instant.now());
            working.release();
        }
    }

    /** Whether the last hash was made before a time, and its memory is left: said once for each. */
    boolean leftMemoryBefore(Instant time) {
        var last = leftBehind.get();
        return last != null && last.isBefore(time) && leftBehind.compareAndSet(last, null);
    }

    private boolean comesToTheFront() {
        try {
            return working.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
