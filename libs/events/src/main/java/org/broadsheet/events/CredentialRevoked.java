package org.broadsheet.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.UUID;

/**
 * user to filter, feed and digest: this session or token is no longer good. It carries no secret: the id stands inside
 * the signed credential.
 *
 * @param expiresAt when the credential would have ended by itself; the revocation may be forgotten after it
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
public record CredentialRevoked(UUID credentialId, UUID userId, Instant expiresAt) implements Event {
    public CredentialRevoked {
        requireNonNull(credentialId, "credentialId");
        requireNonNull(userId, "userId");
        requireNonNull(expiresAt, "expiresAt");
    }

    @Override
    public String identity() {
        return credentialId.toString();
    }
}
