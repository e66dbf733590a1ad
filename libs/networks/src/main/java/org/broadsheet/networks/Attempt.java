package org.broadsheet.networks;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import org.broadsheet.events.Network;
import org.broadsheet.settings.Secret;
import org.jspecify.annotations.Nullable;

/**
 * What must be known when the reader's browser comes back with a code. It leaves memory only sealed.
 *
 * @param api the origin of the server that was asked
 * @param issuer what {@code iss} says when the answer is from there; null where the server did not say
 * @param issuerRequired whether the server announced that it always says it
 * @param token where the code is exchanged
 * @param verifier of PKCE
 * @param key of DPoP, as a JWK; null where there is none
 * @param did of the account that was asked for; null where the reader said none
 */
public record Attempt(
        Network network,
        URI api,
        @Nullable String issuer,
        boolean issuerRequired,
        URI token,
        @Nullable URI revocation,
        String clientId,
        @Nullable Secret clientSecret,
        @Nullable Secret clientKey,
        Secret verifier,
        @Nullable Secret key,
        @Nullable String did,
        String redirectUri) {
    public Attempt {
        requireNonNull(network, "network");
        requireNonNull(api, "api");
        requireNonNull(token, "token");
        requireNonNull(clientId, "clientId");
        requireNonNull(verifier, "verifier");
        requireNonNull(redirectUri, "redirectUri");
    }

    /** Whether an answer with this {@code iss} (RFC 9207) is from the server that was asked. */
    public boolean isFrom(@Nullable String iss) {
        return iss == null ? !issuerRequired : iss.equals(issuer == null ? api.toString() : issuer);
    }

    /** To be sealed. */
    public String write() {
        return Fields.empty()
                .put("network", network.name())
                .put("api", api.toString())
                .put("issuer", issuer)
                .put("issuerRequired", issuerRequired)
                .put("token", token.toString())
                .put("revocation", Fields.text(revocation))
                .put("clientId", clientId)
                .put("clientSecret", Fields.reveal(clientSecret))
                .put("clientKey", Fields.reveal(clientKey))
                .put("verifier", verifier.reveal())
                .put("key", Fields.reveal(key))
                .put("did", did)
                .put("redirectUri", redirectUri)
                .toString();
    }

    /** From what was sealed. */
    public static Attempt read(String text) {
        var json = Fields.parse(text);
        return new Attempt(
                Network.valueOf(json.text("network")),
                json.uri("api"),
                json.optional("issuer").orElse(null),
                json.json().path("issuerRequired").asBoolean(),
                json.uri("token"),
                json.optionalUri("revocation"),
                json.text("clientId"),
                json.optionalSecret("clientSecret"),
                json.optionalSecret("clientKey"),
                json.secret("verifier"),
                json.optionalSecret("key"),
                json.optional("did").orElse(null),
                json.text("redirectUri"));
    }
}
