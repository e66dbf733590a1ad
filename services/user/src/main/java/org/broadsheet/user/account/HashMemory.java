package org.broadsheet.user.account;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/**
 * Gives back what password hashes leave, when nobody signs in for a while: 64 MiB each, for which the collector makes the heap
 * as large as it may be and then has no reason to look again.
 */
@Singleton
final class HashMemory {
    private static final Duration QUIET = Duration.ofSeconds(10);

    private final Passwords passwords;

    HashMemory(Passwords passwords) {
        this.passwords = passwords;
    }

    @Scheduled(initialDelay = "10s", fixedDelay = "10s")
    void giveBack() {
        if (passwords.leftMemoryBefore(Instant.now().minus(QUIET))) {
            System.gc();
        }
    }
}
