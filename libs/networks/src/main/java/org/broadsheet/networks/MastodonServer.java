package org.broadsheet.networks;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Optional;
import org.broadsheet.links.fetch.ApiExchange;
import org.broadsheet.links.fetch.ApiRequest;
import org.broadsheet.links.fetch.ApiResult;
import org.jspecify.annotations.Nullable;

/**
 * A server with Mastodon's client API, which is its own authorization server.
 *
 * @param issuer null for servers before Mastodon 4.3, and others without discovery
 */
record MastodonServer(
        URI base,
        @Nullable String issuer,
        boolean issuerRequired,
        URI registration,
        URI authorization,
        URI token,
        URI revocation,
        String scopes) {
    private static final String READING = "read:statuses read:lists read:filters read:blocks read:mutes ";
    private static final String OLD = READING + "read:accounts";
    private static final String NEW = READING + "profile";

    /** Asks the server; empty if it is none, or speaks for another host. */
    static Optional<MastodonServer> discover(URI base, ApiExchange exchange) {
        var result = exchange.send(ApiRequest.get(base.resolve("/.well-known/oauth-authorization-server")));
        if (!(result instanceof ApiResult.Answered answered)) {
            return Optional.empty();
        }
        return switch (answered.status() / 100) {
            case 2 -> Json.object(answered).flatMap(json -> read(base, json));
            case 4 -> Optional.of(withoutDiscovery(base));
            default -> Optional.empty();
        };
    }

    private static MastodonServer withoutDiscovery(URI base) {
        return new MastodonServer(
                base,
                null,
                false,
                base.resolve("/api/v1/apps"),
                base.resolve("/oauth/authorize"),
                base.resolve("/oauth/token"),
                base.resolve("/oauth/revoke"),
                OLD);
    }

    private static Optional<MastodonServer> read(URI base, JsonNode json) {
        var issuer = Json.text(json, "issuer");
        var authorization = Json.url(json, "authorization_endpoint", base);
        var token = Json.url(json, "token_endpoint", base);
        if (Json.url(json, "issuer", base).isEmpty() || authorization.isEmpty() || token.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new MastodonServer(
                base,
                issuer.orElseThrow(),
                json.path("authorization_response_iss_parameter_supported").asBoolean(false),
                Json.url(json, "app_registration_endpoint", base).orElse(base.resolve("/api/v1/apps")),
                authorization.get(),
                token.get(),
                Json.url(json, "revocation_endpoint", base).orElse(base.resolve("/oauth/revoke")),
                scopes(json.path("scopes_supported"))));
    }

    /** The least that the server knows; some know nothing smaller than all of reading. */
    private static String scopes(JsonNode supported) {
        if (Json.contains(supported, "profile")) {
            return NEW;
        }
        return Json.contains(supported, "read") && !Json.contains(supported, "read:statuses") ? "read" : OLD;
    }
}
