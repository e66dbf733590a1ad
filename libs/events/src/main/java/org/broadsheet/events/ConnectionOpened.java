package org.broadsheet.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.UUID;

/**
 * user to ingest: a reader connected an account, or connected it again. It is the only place where the credentials
 * travel, sealed; user keeps none.
 *
 * @param server the base URL of the API, without a slash at its end: a Mastodon server, a PDS, {@code https://api.x.com}
 * @param accountId the network's own id of the account: Mastodon account id, DID, X user id
 * @param handle as the network writes it, without {@code @}
 * @param version counts up from 1 with each reconnect; an older one never overwrites a newer
 * @param credentials sealed for this user, network and connection, at most {@value #MAX_CREDENTIALS} characters
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
public record ConnectionOpened(
        UUID connectionId,
        UUID userId,
        Network network,
        String server,
        String accountId,
        String handle,
        long version,
        String credentials,
        Instant openedAt)
        implements Event {
    public static final int MAX_CREDENTIALS = 16_384;

    public ConnectionOpened {
        requireNonNull(connectionId, "connectionId");
        requireNonNull(userId, "userId");
        requireNonNull(network, "network");
        requireNonNull(server, "server");
        requireNonNull(accountId, "accountId");
        requireNonNull(handle, "handle");
        requireNonNull(credentials, "credentials");
        requireNonNull(openedAt, "openedAt");
        if (credentials.length() > MAX_CREDENTIALS) {
            throw new IllegalArgumentException("credentials of " + credentials.length() + " characters");
        }
    }

    @Override
    public String identity() {
        return connectionId + ":" + version;
    }

    /** Without the credentials, sealed as they are. */
    @Override
    public String toString() {
        return "ConnectionOpened[" + identity() + "]";
    }
}
