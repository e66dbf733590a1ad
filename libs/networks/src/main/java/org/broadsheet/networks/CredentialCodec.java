package org.broadsheet.networks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** The text inside a seal. A field that a later version adds is ignored by this one. */
final class CredentialCodec {
    private CredentialCodec() {}

    static String write(Credentials credentials) {
        var json = Fields.empty().put("api", credentials.api().toString());
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
                .put("revocation", Fields.text(session.revocation()))
                .put("clientId", session.clientId())
                .put("clientKey", Fields.reveal(session.clientKey()))
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
                .put("clientSecret", Fields.reveal(x.clientSecret()))
                .put("accessToken", x.accessToken().reveal())
                .put("refreshToken", x.refreshToken().reveal())
                .put("expiresAt", x.expiresAt().toString())
                .toString();
    }

    static Credentials read(String text) {
        var json = Fields.parse(text);
        return switch (json.text("kind")) {
            case "mastodon" ->
                new Credentials.Mastodon(
                        json.uri("api"),
                        json.uri("revocation"),
                        json.text("clientId"),
                        json.secret("clientSecret"),
                        json.secret("accessToken"));
            case "bluesky-session" ->
                new Credentials.BlueskySession(
                        json.uri("api"),
                        json.text("did"),
                        json.uri("issuer"),
                        json.uri("token"),
                        json.optionalUri("revocation"),
                        json.text("clientId"),
                        json.optionalSecret("clientKey"),
                        json.secret("key"),
                        json.secret("accessToken"),
                        json.secret("refreshToken"),
                        Instant.parse(json.text("expiresAt")));
            case "bluesky-app-password" ->
                new Credentials.BlueskyAppPassword(
                        json.uri("api"), json.text("did"), json.secret("accessToken"), json.secret("refreshToken"));
            case "x" ->
                new Credentials.X(
                        json.uri("api"),
                        json.text("clientId"),
                        json.optionalSecret("clientSecret"),
                        json.secret("accessToken"),
                        json.secret("refreshToken"),
                        Instant.parse(json.text("expiresAt")));
            default -> throw new IllegalArgumentException("credentials of a kind that this version does not know");
        };
    }
}
