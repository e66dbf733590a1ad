package org.broadsheet.networks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.broadsheet.links.fetch.ApiExchange;
import org.broadsheet.links.fetch.FetchAllow;
import org.broadsheet.links.fetch.FetchBudget;
import org.broadsheet.links.fetch.Requester;
import org.broadsheet.testing.network.BlueskyNetwork;
import org.broadsheet.testing.network.MastodonServer;
import org.broadsheet.testing.network.NetworkServer;
import org.broadsheet.testing.network.XServer;

/** The three networks, and what connects accounts there. */
final class Rig implements AutoCloseable {
    static final String REDIRECT = "https://news.example.org" + BlueskyClient.CALLBACK;
    static final String STATE = "state-1";

    final MastodonServer mastodon = MastodonServer.start();
    final BlueskyNetwork bluesky = BlueskyNetwork.start();
    final XServer x = XServer.start();
    final NetworkServer sink = new NetworkServer();
    final BlueskyClient client = BlueskyClient.of(URI.create("https://news.example.org"), BlueskyClient::makeKey)
            .orElseThrow();
    final Wish.Client xClient = new Wish.Client("x-client", new org.broadsheet.settings.Secret(x.register("x-client")));
    final Map<URI, MastodonApps.App> apps = new HashMap<>();
    final Connectors connectors;
    final Connectors withoutClientAtX;
    final AccountAccess access;
    private final ApiExchange exchange;

    Rig() {
        var allow = servers().map(NetworkServer::allow).collect(Collectors.joining(","));
        var budget = FetchBudget.standard()
                .withTimes(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(3));
        exchange = new ApiExchange(new Requester(FetchAllow.parse(allow), "https://news.example.org"), budget);
        var settings = new NetworkSettings(
                bluesky.directory().url(),
                bluesky.directory().url(),
                x.server().url(),
                x.server().url(),
                xClient);
        bluesky.authorization()
                .expectClient(
                        Fields.parse(client.metadata()).json().path("jwks").toString());
        connectors = new Connectors(exchange, settings, new Apps(), InstantSource.system());
        var bare = NetworkSettings.at(settings.plc(), settings.appView(), settings.xApi(), settings.xAuthorize());
        withoutClientAtX = new Connectors(exchange, bare, new Apps(), InstantSource.system());
        access = new NetworkAccess(exchange, settings, InstantSource.system());
    }

    Stream<NetworkServer> servers() {
        return Stream.concat(bluesky.servers().stream(), Stream.of(mastodon.server(), x.server(), sink));
    }

    private final class Apps implements MastodonApps {
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

    static Wish wish(String server, String handle) {
        return new Wish(REDIRECT, STATE, server.isEmpty() ? null : server, handle.isEmpty() ? null : handle, null);
    }

    Begun begin(String network) {
        return switch (network) {
            case "mastodon" -> connectors.mastodon(wish(mastodon.server().url().toString(), ""));
            case "bluesky" -> connectors.bluesky(wish("", "@" + BlueskyNetwork.HANDLE), Optional.of(client));
            default -> connectors.x(wish("", ""));
        };
    }

    static Begun.Authorize authorize(Begun begun) {
        assertThat(begun).isInstanceOf(Begun.Authorize.class);
        return (Begun.Authorize) begun;
    }

    static Finished.Connected connected(Finished finished) {
        assertThat(finished).isInstanceOf(Finished.Connected.class);
        return (Finished.Connected) finished;
    }

    URI agree(String network, URI authorize) {
        return switch (network) {
            case "mastodon" -> mastodon.agree(authorize);
            case "bluesky" -> bluesky.authorization().agree(authorize);
            default -> x.agree(authorize);
        };
    }

    static Map<String, String> query(URI address) {
        return new org.broadsheet.testing.ReceivedRequest("GET", address.toString(), Map.of(), "").fields();
    }

    /** The whole way, as a reader goes it. */
    Finished connect(String network) {
        var begun = authorize(begin(network));
        var back = query(agree(network, begun.url()));
        var attempt = Attempt.read(begun.attempt().write());
        assertThat(attempt).isEqualTo(begun.attempt());
        assertThat(attempt.isFrom(back.get("iss"))).isTrue();
        return connectors.finish(attempt, back.getOrDefault("code", ""));
    }

    /** Nobody answers any more. */
    void stopServers() {
        mastodon.close();
        bluesky.close();
        x.close();
        sink.close();
    }

    @Override
    public void close() {
        exchange.close();
        stopServers();
    }
}
