package org.broadsheet.user.token;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.events.CredentialRevoked;
import org.broadsheet.http.Credential;
import org.broadsheet.http.RevocationRepository;
import org.broadsheet.messaging.EventPublisher;

/** Makes and revokes tokens. */
@Singleton
class Tokens {
    static final String READ = "read";
    static final String WRITE = "write";
    private static final Duration LIFE = Duration.ofDays(3650);

    private final TokenRepository tokens;
    private final RevocationRepository revocations;
    private final EventPublisher publisher;
    private final InstantSource clock;

    Tokens(
            TokenRepository tokens,
            @Named("user") RevocationRepository revocations,
            @Named("user") EventPublisher publisher,
            InstantSource clock) {
        this.tokens = tokens;
        this.revocations = revocations;
        this.publisher = publisher;
        this.clock = clock;
    }

    Credential make(UUID userId, String name, List<String> scopes) {
        var expiresAt = clock.instant().plus(LIFE).truncatedTo(ChronoUnit.SECONDS);
        var token = new Credential(
                UuidCreator.getTimeOrderedEpoch(), userId, Credential.Kind.TOKEN, expiresAt, !scopes.contains(WRITE));
        tokens.add(token.id(), userId, name, scopes, expiresAt);
        return token;
    }

    List<TokenRepository.Token> of(UUID userId) {
        return tokens.findByUserIdOrderByCreatedAt(userId);
    }

    /** Revokes a token of this user; empty if there is none with this id. */
    @Transactional("user")
    Optional<TokenRepository.Token> revoke(UUID id, UUID userId) {
        var token = tokens.findByIdAndUserId(id, userId);
        token.ifPresent(found -> {
            tokens.remove(id);
            revocations.revoke(id, found.expiresAt());
            publisher.publish(new CredentialRevoked(id, userId, found.expiresAt()));
        });
        return token;
    }
}
