package org.broadsheet.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.broadsheet.links.fetch.ApiExchange;
import org.broadsheet.networks.Attempt;
import org.broadsheet.networks.Begun;
import org.broadsheet.networks.BlueskyClient;
import org.broadsheet.networks.Connectors;
import org.broadsheet.networks.Finished;
import org.broadsheet.networks.MastodonApps;
import org.broadsheet.networks.NetworkSettings;
import org.broadsheet.networks.Wish;
import org.broadsheet.settings.Secret;
import org.broadsheet.testing.ReceivedRequest;
import org.broadsheet.testing.network.BlueskyNetwork;
import org.broadsheet.testing.network.MastodonServer;
import org.broadsheet.testing.network.XServer;

/** The ways by which accounts are connected at the doubles, danced as user dances them. */
final class NetworkDance {
    static final String X_CLIENT = "operators-client";

    private final MastodonServer mastodon;
    private final BlueskyNetwork bluesky;
    private final XServer x;
    private final String xSecret;
    private final BlueskyClient client = BlueskyClient.of(
                    URI.create("https://news.example.org"), BlueskyClient::makeKey)
            .orElseThrow();
    private final MastodonApps apps = new Apps();

    NetworkDance(MastodonServer mastodon, BlueskyNetwork bluesky, XServer x) throws JsonProcessingException {
        this.mastodon = mastodon;
        this.bluesky = bluesky;
        this.x = x;
        this.xSecret = x.register(X_CLIENT);
        bluesky.authorization()
                .expectClient(new ObjectMapper()
                        .readTree(client.metadata())
                        .path("jwks")
                        .toString());
    }

    String xSecret() {
        return xSecret;
    }

    /** The dance, as user has it danced; {@code app-password} is Bluesky's other way. */
    Finished.Connected connect(String kind, ApiExchange exchange) {
        var connectors = connectors(exchange);
        Finished finished;
        if (kind.equals("app-password")) {
            var password = new Secret(bluesky.sessions().appPassword());
            finished = connectors.signIn(BlueskyNetwork.HANDLE, null, password);
        } else {
            var begun = begin(kind, connectors);
            assertThat(begun).isInstanceOf(Begun.Authorize.class);
            var authorize = (Begun.Authorize) begun;
            var back = agree(kind, authorize.url());
            var fields = new ReceivedRequest("GET", back.toString(), Map.of(), "").fields();
            finished = connectors.finish(Attempt.read(authorize.attempt().write()), fields.getOrDefault("code", ""));
        }
        assertThat(finished).isInstanceOf(Finished.Connected.class);
        return (Finished.Connected) finished;
    }

    private Begun begin(String kind, Connectors connectors) {
        var redirect = "https://news.example.org" + BlueskyClient.CALLBACK;
        return switch (kind) {
            case "mastodon" ->
                connectors.mastodon(
                        new Wish(redirect, "s", mastodon.server().url().toString(), null, null));
            case "bluesky" ->
                connectors.bluesky(new Wish(redirect, "s", null, BlueskyNetwork.HANDLE, null), Optional.of(client));
            default -> connectors.x(new Wish(redirect, "s", null, null, null));
        };
    }

    private URI agree(String kind, URI authorize) {
        return switch (kind) {
            case "mastodon" -> mastodon.agree(authorize);
            case "bluesky" -> bluesky.authorization().agree(authorize);
            default -> x.agree(authorize);
        };
    }

    private Connectors connectors(ApiExchange exchange) {
        var directory = bluesky.directory().url();
        var settings = NetworkSettings.at(
                        directory, directory, x.server().url(), x.server().url())
                .withXClient(new Wish.Client(X_CLIENT, new Secret(xSecret)));
        return new Connectors(exchange, settings, apps, InstantSource.system());
    }

    private static final class Apps implements MastodonApps {
        private final Map<URI, App> apps = new HashMap<>();

        @Override
        public Optional<App> find(URI server) {
            return Optional.ofNullable(apps.get(server));
        }

        @Override
        public void keep(URI server, App app) {
            apps.put(server, app);
        }

        @Override
        public void forget(URI server) {
            apps.remove(server);
        }
    }
}
