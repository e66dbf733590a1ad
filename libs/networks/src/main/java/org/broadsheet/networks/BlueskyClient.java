package org.broadsheet.networks;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.broadsheet.settings.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Our client at AT Protocol servers, which know it by the address of its metadata.
 *
 * @param key private, as a JWK; null for the client that is for development, which proves nothing
 */
public record BlueskyClient(
        String id, String redirectUri, @Nullable Secret key) {
    /** Below the public URL. */
    public static final String METADATA = "/api/v1/connections/client-metadata.json";

    public static final String CALLBACK = "/api/v1/connections/callback";

    static final String SCOPE = "atproto transition:generic";

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    public BlueskyClient {
        requireNonNull(id, "id");
        requireNonNull(redirectUri, "redirectUri");
    }

    /**
     * The client of an installation: confidential at an https address, that of development at an http one on loopback, and
     * none elsewhere, since the servers must reach the metadata.
     *
     * @param key asked for only where it is needed
     */
    public static Optional<BlueskyClient> of(URI publicUrl, Supplier<Secret> key) {
        if (publicUrl.getScheme().equals("https")) {
            return Optional.of(new BlueskyClient(publicUrl + METADATA, publicUrl + CALLBACK, key.get()));
        }
        if (!LOOPBACK.contains(publicUrl.getHost())) {
            return Optional.empty();
        }
        // RFC 8252 section 7.3: the address, never the name.
        var address = publicUrl.getHost().equals("localhost") ? "127.0.0.1" : publicUrl.getHost();
        var redirect = "http://" + address + (publicUrl.getPort() < 0 ? "" : ":" + publicUrl.getPort()) + CALLBACK;
        var id = "http://localhost?redirect_uri=" + Pkce.encode(redirect) + "&scope=" + Pkce.encode(SCOPE);
        return Optional.of(new BlueskyClient(id, redirect, null));
    }

    /** A new key, as a JWK. */
    public static Secret makeKey() {
        try {
            return new Secret(new ECKeyGenerator(Curve.P_256)
                    .keyIDFromThumbprint(true)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .generate()
                    .toJSONString());
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    static ECKey parse(Secret key) {
        try {
            return ECKey.parse(key.reveal());
        } catch (java.text.ParseException e) {
            throw new IllegalArgumentException("a key that is no JWK"); // the cause holds the text
        }
    }

    /** The document at {@link #METADATA}; public. */
    public String metadata() {
        ObjectNode json = Fields.empty().put("client_id", id).put("client_name", "Broadsheet");
        json.put("client_uri", URI.create(redirectUri).resolve("/").toString());
        json.putArray("redirect_uris").add(redirectUri);
        json.putArray("grant_types").add("authorization_code").add("refresh_token");
        json.putArray("response_types").add("code");
        json.put("scope", SCOPE).put("application_type", "web").put("dpop_bound_access_tokens", true);
        if (key == null) {
            return json.put("token_endpoint_auth_method", "none").toString();
        }
        json.put("token_endpoint_auth_method", "private_key_jwt").put("token_endpoint_auth_signing_alg", "ES256");
        var jwk = Fields.parse(parse(key).toPublicJWK().toJSONString()).json();
        json.putObject("jwks").putArray("keys").add(jwk);
        return json.toString();
    }
}
