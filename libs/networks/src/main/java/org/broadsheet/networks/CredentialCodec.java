package org.broadsheet.networks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.broadsheet.settings.Secret;

/** The text inside a seal. A field that a later version adds is ignored by this one. */
final class CredentialCodec {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CredentialCodec() {}

    static String write(Credentials credentials) {
        var json = JSON.createObjectNode().put("api", credentials.api().toString());
        return switch (credentials) {
            case Credentials.Mastodon mastodon -> write(json, mastodon);
            case Credentials.BlueskySession session -> write(json, session);
            case Credentials.BlueskyAppPassword password -> write(json, password);
            case Credentials.X x -> write(json, x);
        };
    }

    private static String write(ObjectNode json, Credentials.Mastodon mastodon) {
        return json.put("kind", "mastodon")
                .put("revocation", mastodon.revocation().toString())
                .put("clientId", mastodon.clientId())
                .put("clientSecret", mastodon.clientSecret().reveal())
                .put("accessToken", mastodon.accessToken().reveal())
                .toString();
    }

    private static String write(ObjectNode json, Credentials.BlueskySession session) {
        return json.put("kind", "bluesky-session")
                .put("did", session.did())
                .put("issuer", session.issuer().toString())
                .put("token", session.token().toString())
                .put(
                        "revocation",
                        session.revocation() == null
                                ? null
                                : session.revocation().toString())
                .put("clientId", session.clientId())
                .put("key", session.key().reveal())
                .put("accessToken", session.accessToken().reveal())
                .put("refreshToken", session.refreshToken().reveal())
                .put("expiresAt", session.expiresAt().toString())
                .toString();
    }

    private static String write(ObjectNode json, Credentials.BlueskyAppPassword password) {
        return json.put("kind", "bluesky-app-password")
                .put("did", password.did())
                .put("accessToken", password.accessToken().reveal())
                .put("refreshToken", password.refreshToken().reveal())
                .toString();
    }

    private static String write(ObjectNode json, Credentials.X x) {
        return json.put("kind", "x")
                .put("clientId", x.clientId())
                .put(
                        "clientSecret",
                        x.clientSecret() == null ? null : x.clientSecret().reveal())
                .put("accessToken", x.accessToken().reveal())
                .put("refreshToken", x.refreshToken().reveal())
                .put("expiresAt", x.expiresAt().toString())
                .toString();
    }

    static Credentials read(String text) {
        var json = parse(text);
        return switch (text(json, "kind")) {
            case "mastodon" ->
                new Credentials.Mastodon(
                        uri(json, "api"),
                        uri(json, "revocation"),
                        text(json, "clientId"),
                        secret(json, "clientSecret"),
                        secret(json, "accessToken"));
            case "bluesky-session" ->
                new Credentials.BlueskySession(
                        uri(json, "api"),
                        text(json, "did"),
                        uri(json, "issuer"),
                        uri(json, "token"),
                        optional(json, "revocation").map(URI::create).orElse(null),
                        text(json, "clientId"),
                        secret(json, "key"),
                        secret(json, "accessToken"),
                        secret(json, "refreshToken"),
                        Instant.parse(text(json, "expiresAt")));
            case "bluesky-app-password" ->
                new Credentials.BlueskyAppPassword(
                        uri(json, "api"), text(json, "did"), secret(json, "accessToken"), secret(json, "refreshToken"));
            case "x" ->
                new Credentials.X(
                        uri(json, "api"),
                        text(json, "clientId"),
                        optional(json, "clientSecret").map(Secret::new).orElse(null),
                        secret(json, "accessToken"),
                        secret(json, "refreshToken"),
                        Instant.parse(text(json, "expiresAt")));
            default -> throw new IllegalArgumentException("credentials of a kind that this version does not know");
        };
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            e.clearLocation(); // it holds the text
            throw new IllegalArgumentException("sealed credentials are not JSON");
        }
    }

    private static Optional<String> optional(JsonNode json, String field) {
        return Optional.ofNullable(json.path(field).textValue());
    }

    private static String text(JsonNode json, String field) {
        return optional(json, field)
                .orElseThrow(() -> new IllegalArgumentException("sealed credentials lack " + field));
    }

    private static Secret secret(JsonNode json, String field) {
        return new Secret(text(json, field));
    }

    private static URI uri(JsonNode json, String field) {
        return URI.create(text(json, field));
    }
}
