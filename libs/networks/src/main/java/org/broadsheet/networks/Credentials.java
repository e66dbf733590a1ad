package org.broadsheet.networks;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Instant;
import org.broadsheet.events.Network;
import org.broadsheet.settings.Secret;
import org.jspecify.annotations.Nullable;

/**
 * What an account is read with. Secrets print as dots and none of these types has a JSON form of its own: they leave
 * memory only through {@link CredentialSeal}, and are sent only to the origins that they name.
 */
public sealed interface Credentials {
    Network network();

    /** The base URL of the API, without a slash at its end: the one place where the access token is sent. */
    URI api();

    /**
     * A token of a server with Mastodon's client API. It does not expire.
     *
     * @param revocation where it is revoked, at the server itself
     */
    record Mastodon(URI api, URI revocation, String clientId, Secret clientSecret, Secret accessToken)
            implements Credentials {
        public Mastodon {
            requireNonNull(api, "api");
            requireNonNull(revocation, "revocation");
            requireNonNull(clientId, "clientId");
            requireNonNull(clientSecret, "clientSecret");
            requireNonNull(accessToken, "accessToken");
        }

        @Override
        public Network network() {
            return Network.MASTODON;
        }
    }

    /**
     * A session by OAuth at an AT Protocol server. The refresh token serves once: whoever refreshes holds a lock, and
     * stores the result before they use it.
     *
     * @param api the account's PDS
     * @param issuer the authorization server, whose origin alone sees the refresh token
     * @param revocation null where the authorization server has none
     * @param clientKey the private key that our client proves itself with, as a JWK; null for the public client of
     *     development
     * @param key the private key of the session's DPoP proofs, as a JWK
     * @param expiresAt of the access token
     */
    record BlueskySession(
            URI api,
            String did,
            URI issuer,
            URI token,
            @Nullable URI revocation,
            String clientId,
            @Nullable Secret clientKey,
            Secret key,
            Secret accessToken,
            Secret refreshToken,
            Instant expiresAt)
            implements Credentials {
        public BlueskySession {
            requireNonNull(api, "api");
            requireNonNull(did, "did");
            requireNonNull(issuer, "issuer");
            requireNonNull(token, "token");
            requireNonNull(clientId, "clientId");
            requireNonNull(key, "key");
            requireNonNull(accessToken, "accessToken");
            requireNonNull(refreshToken, "refreshToken");
            requireNonNull(expiresAt, "expiresAt");
        }

        @Override
        public Network network() {
            return Network.BLUESKY;
        }

        BlueskySession at(URI pds) {
            return new BlueskySession(
                    pds,
                    did,
                    issuer,
                    token,
                    revocation,
                    clientId,
                    clientKey,
                    key,
                    accessToken,
                    refreshToken,
                    expiresAt);
        }

        BlueskySession with(Secret newAccessToken, Secret newRefreshToken, Instant newExpiresAt) {
            return new BlueskySession(
                    api,
                    did,
                    issuer,
                    token,
                    revocation,
                    clientId,
                    clientKey,
                    key,
                    newAccessToken,
                    newRefreshToken,
                    newExpiresAt);
        }
    }

    /** A session that was made with an app password, which itself is not kept. Its refresh token serves once, too. */
    record BlueskyAppPassword(URI api, String did, Secret accessToken, Secret refreshToken) implements Credentials {
        public BlueskyAppPassword {
            requireNonNull(api, "api");
            requireNonNull(did, "did");
            requireNonNull(accessToken, "accessToken");
            requireNonNull(refreshToken, "refreshToken");
        }

        @Override
        public Network network() {
            return Network.BLUESKY;
        }
    }

    /**
     * Tokens of X. The refresh token serves once.
     *
     * @param clientSecret of the reader's own client; null for the operator's client, whose secret is a setting, and for
     *     public ones
     * @param expiresAt of the access token
     */
    record X(
            URI api,
            String clientId,
            @Nullable Secret clientSecret,
            Secret accessToken,
            Secret refreshToken,
            Instant expiresAt)
            implements Credentials {
        public X {
            requireNonNull(api, "api");
            requireNonNull(clientId, "clientId");
            requireNonNull(accessToken, "accessToken");
            requireNonNull(refreshToken, "refreshToken");
            requireNonNull(expiresAt, "expiresAt");
        }

        @Override
        public Network network() {
            return Network.X;
        }
    }
}
