package org.broadsheet.user.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.http.ProblemException;
import org.broadsheet.networks.Attempt;

/** Readers on their way to a network and back. Each has a state that only they bring back, once, within ten minutes. */
@Singleton
class Attempts {
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final int STATE_BYTES = 32;
    private static final int MAX_PER_USER = 20;

    private final AttemptRepository attempts;
    private final Seals seals;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    Attempts(AttemptRepository attempts, Seals seals, InstantSource clock) {
        this.attempts = attempts;
        this.seals = seals;
        this.clock = clock;
    }

    String newState() {
        var bytes = new byte[STATE_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** @throws ProblemException 429 when the user has begun too many that still wait */
    @Transactional("user")
    void requirePlace(UUID userId) {
        attempts.forgetExpired(clock.instant());
        if (attempts.countOf(userId) >= MAX_PER_USER) {
            throw ProblemException.tooManyRequests("Finish what you have begun, or wait ten minutes.", LIFE);
        }
    }

    @Transactional("user")
    void keep(UUID userId, String state, Attempt attempt) {
        var id = UuidCreator.getTimeOrderedEpoch();
        var sealed = seals.attempt(attempt, id, userId);
        attempts.add(id, hash(state), userId, sealed, clock.instant().plus(LIFE));
    }

    /** The attempt of this user with this state; empty if there is none, it was taken before, or it is too old. */
    Optional<Attempt> take(UUID userId, String state) {
        return attempts.take(hash(state), userId)
                .filter(taken -> clock.instant().isBefore(taken.expiresAt()))
                .flatMap(taken -> seals.attempt(taken.sealed(), taken.id(), userId));
    }

    private static byte[] hash(String state) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(state.getBytes(US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
