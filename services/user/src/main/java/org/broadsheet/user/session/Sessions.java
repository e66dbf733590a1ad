package org.broadsheet.user.session;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.broadsheet.events.CredentialRevoked;
import org.broadsheet.http.Credential;
import org.broadsheet.http.RevocationRepository;
import org.broadsheet.messaging.EventPublisher;

/** Opens and ends sessions. */
@Singleton
class Sessions {
    static final Duration LIFE = Duration.ofDays(30);

    private final SessionRepository sessions;
    private final RevocationRepository revocations;
    private final EventPublisher publisher;
    private final InstantSource clock;

    Sessions(
            SessionRepository sessions,
            @Named("user") RevocationRepository revocations,
            @Named("user") EventPublisher publisher,
            InstantSource clock) {
        this.sessions = sessions;
        this.revocations = revocations;
        this.publisher = publisher;
        this.clock = clock;
    }

    Credential open(UUID userId) {
        var expiresAt = clock.instant().plus(LIFE).truncatedTo(ChronoUnit.SECONDS);
        var session =
                new Credential(UuidCreator.getTimeOrderedEpoch(), userId, Credential.Kind.SESSION, expiresAt, false);
        sessions.open(session.id(), userId, expiresAt);
        return session;
    }

    @Transactional("user")
    void end(Credential session) {
        sessions.end(session.id());
        revocations.revoke(session.id(), session.expiresAt());
        publisher.publish(new CredentialRevoked(session.id(), session.userId(), session.expiresAt()));
    }
}
