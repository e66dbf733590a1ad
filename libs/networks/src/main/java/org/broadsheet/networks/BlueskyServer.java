package org.broadsheet.networks;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Optional;
import org.broadsheet.links.fetch.ApiExchange;
import org.broadsheet.links.fetch.ApiRequest;
import org.jspecify.annotations.Nullable;

/** The authorization server of a PDS, as its metadata says (atproto.com/specs/oauth). */
record BlueskyServer(
        URI issuer,
        URI pushed,
        URI authorization,
        URI token,
        @Nullable URI revocation) {

    /** The one that a PDS names; empty if it names none, or that is not what it says. */
    static Optional<BlueskyServer> of(URI pds, ApiExchange exchange) {
        return Json.ofSuccess(exchange.send(ApiRequest.get(pds.resolve("/.well-known/oauth-protected-resource"))))
                .filter(json -> Json.text(json, "resource")
                        .flatMap(Origins::exact)
                        .filter(pds::equals)
                        .isPresent())
                .map(json -> json.path("authorization_servers"))
                .filter(servers -> servers.size() == 1)
                .flatMap(servers -> Origins.exact(servers.path(0).asText()))
                .flatMap(issuer -> at(issuer, exchange));
    }

    /** The one that calls itself so. */
    static Optional<BlueskyServer> at(URI issuer, ApiExchange exchange) {
        return Json.ofSuccess(exchange.send(ApiRequest.get(issuer.resolve("/.well-known/oauth-authorization-server"))))
                .flatMap(json -> read(issuer, json));
    }

    private static Optional<BlueskyServer> read(URI issuer, JsonNode json) {
        var pushed = Json.url(json, "pushed_authorization_request_endpoint", issuer);
        var authorization = Json.url(json, "authorization_endpoint", issuer);
        var token = Json.url(json, "token_endpoint", issuer);
        boolean fits = issuer.toString().equals(json.path("issuer").asText())
                && json.path("authorization_response_iss_parameter_supported").asBoolean()
                && Json.contains(json.path("scopes_supported"), "atproto")
                && Json.contains(json.path("dpop_signing_alg_values_supported"), "ES256");
        if (!fits || pushed.isEmpty() || authorization.isEmpty() || token.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new BlueskyServer(
                issuer,
                pushed.get(),
                authorization.get(),
                token.get(),
                Json.url(json, "revocation_endpoint", issuer).orElse(null)));
    }
}
