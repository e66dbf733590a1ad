package org.broadsheet.networks;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.broadsheet.links.fetch.ApiExchange;
import org.broadsheet.links.fetch.ApiRequest;
import org.broadsheet.links.fetch.ApiResult;

/** From a handle to its account and back (atproto.com/specs/handle, did). */
final class BlueskyIdentities {
    private static final Pattern HANDLE =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern PLC = Pattern.compile("did:plc:[a-z2-7]{24}");
    private static final Pattern WEB = Pattern.compile("did:web:([a-z0-9.-]{1,253})");
    private static final int MAX_HANDLE = 253;
    private static final int MAX_DID = 2_000;

    private final ApiExchange exchange;
    private final NetworkSettings settings;

    BlueskyIdentities(ApiExchange exchange, NetworkSettings settings) {
        this.exchange = exchange;
        this.settings = settings;
    }

    /** A handle as it is compared; empty if it is none. */
    static Optional<String> handle(String typed) {
        var stripped = typed.strip();
        var handle = (stripped.startsWith("@") ? stripped.substring(1) : stripped).toLowerCase(Locale.ROOT);
        return Optional.of(handle)
                .filter(text ->
                        text.length() <= MAX_HANDLE && HANDLE.matcher(text).matches());
    }

    /** The account of a handle, if its document names the handle. */
    Optional<BlueskyIdentity> ofHandle(String typed) {
        return handle(typed)
                .flatMap(handle ->
                        didOf(handle).flatMap(this::document).flatMap(document -> identity(document, handle)));
    }

    /** The account of a DID, with its handle if that leads back. */
    Optional<BlueskyIdentity> ofDid(String did) {
        return document(did).flatMap(document -> {
            var named = named(document)
                    .filter(handle -> didOf(handle).filter(did::equals).isPresent());
            return pds(document).map(pds -> new BlueskyIdentity(did, named.orElse(BlueskyIdentity.NO_HANDLE), pds));
        });
    }

    private static Optional<BlueskyIdentity> identity(JsonNode document, String handle) {
        return named(document)
                .filter(handle::equals)
                .flatMap(own -> pds(document)
                        .map(pds -> new BlueskyIdentity(document.path("id").asText(), own, pds)));
    }

    /** By the page of the handle's own host, else by a server that knows every handle. */
    private Optional<String> didOf(String handle) {
        var page = exchange.send(ApiRequest.get(URI.create("https://" + handle + "/.well-known/atproto-did"))
                .withHeader("Accept", "text/plain"));
        if (page instanceof ApiResult.Answered answered && answered.status() / 100 == 2) {
            var did = Optional.of(answered.text().strip()).filter(BlueskyIdentities::isDid);
            if (did.isPresent()) {
                return did;
            }
        }
        var call = Pkce.query(
                settings.appView().resolve("/xrpc/com.atproto.identity.resolveHandle"),
                java.util.Map.of("handle", handle));
        return Json.ofSuccess(exchange.send(ApiRequest.get(call)))
                .flatMap(json -> Json.text(json, "did"))
                .filter(BlueskyIdentities::isDid);
    }

    private static boolean isDid(String text) {
        return text.length() <= MAX_DID
                && (PLC.matcher(text).matches() || WEB.matcher(text).matches());
    }

    private Optional<JsonNode> document(String did) {
        var web = WEB.matcher(did);
        URI address;
        if (PLC.matcher(did).matches()) {
            address = settings.plc().resolve("/" + did);
        } else if (web.matches()) {
            address = URI.create("https://" + web.group(1) + "/.well-known/did.json");
        } else {
            return Optional.empty();
        }
        return Json.ofSuccess(exchange.send(ApiRequest.get(address)))
                .filter(json -> did.equals(json.path("id").textValue()));
    }

    /** The first {@code at://} name. */
    private static Optional<String> named(JsonNode document) {
        for (var name : document.path("alsoKnownAs")) {
            if (name.asText().startsWith("at://")) {
                return handle(name.asText().substring("at://".length()));
            }
        }
        return Optional.empty();
    }

    private static Optional<URI> pds(JsonNode document) {
        for (var service : document.path("service")) {
            if (service.path("id").asText().endsWith("#atproto_pds")
                    && service.path("type").asText().equals("AtprotoPersonalDataServer")) {
                return Origins.exact(service.path("serviceEndpoint").asText());
            }
        }
        return Optional.empty();
    }
}
