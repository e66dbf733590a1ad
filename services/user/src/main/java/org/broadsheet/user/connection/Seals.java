package org.broadsheet.user.connection;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.http.DerivedKey;
import org.broadsheet.http.HttpConfig;
import org.broadsheet.networks.Attempt;
import org.broadsheet.networks.ConnectionKey;
import org.broadsheet.networks.CredentialSeal;
import org.broadsheet.networks.Credentials;
import org.broadsheet.networks.Seal;
import org.broadsheet.settings.Secret;

/** What this service seals: credentials on their way to ingest, and what it keeps itself. */
@Singleton
final class Seals {
    private final Seal seal;
    private final CredentialSeal credentials;

    Seals(HttpConfig config) {
        this.seal = Seal.derived(DerivedKey.of(config, Seal.KEY_USE)::sign);
        this.credentials = new CredentialSeal(seal);
    }

    String credentials(Credentials open, ConnectionKey owner) {
        return credentials.seal(open, owner);
    }

    String attempt(Attempt attempt, UUID id, UUID userId) {
        return seal.seal(attempt.write(), contextOf(id, userId));
    }

    Optional<Attempt> attempt(String sealed, UUID id, UUID userId) {
        return seal.open(sealed, contextOf(id, userId)).map(Attempt::read);
    }

    private static String contextOf(UUID attemptId, UUID userId) {
        return "attempt:" + userId + ":" + attemptId;
    }

    /** @param context what it is, so that it opens as nothing else */
    String secret(Secret secret, String context) {
        return seal.seal(secret.reveal(), context);
    }

    Optional<Secret> secret(String sealed, String context) {
        return seal.open(sealed, context).map(Secret::new);
    }
}
