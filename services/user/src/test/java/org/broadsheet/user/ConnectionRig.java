package org.broadsheet.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.broadsheet.events.ConnectionOpened;
import org.broadsheet.events.MessageType;
import org.broadsheet.http.DerivedKey;
import org.broadsheet.http.HttpConfig;
import org.broadsheet.networks.ConnectionKey;
import org.broadsheet.networks.CredentialSeal;
import org.broadsheet.networks.Credentials;
import org.broadsheet.networks.Seal;
import org.broadsheet.testing.ApiAnswer;
import org.broadsheet.testing.ApiClient;
import org.broadsheet.testing.network.BlueskyNetwork;
import org.broadsheet.testing.network.MastodonServer;
import org.broadsheet.testing.network.NetworkServer;
import org.broadsheet.testing.network.XServer;

/** The service, the three networks, and readers who go from one to the other with their browsers. */
final class ConnectionRig implements AutoCloseable {
    static final String X_CLIENT = "operators-client";
    private static final String CALLBACK = "https://news.example.org/api/v1/connections/callback";

    final MastodonServer mastodon = MastodonServer.start();
    final MastodonServer oldServer = MastodonServer.startWithoutDiscovery();
    final BlueskyNetwork bluesky = BlueskyNetwork.start();
    final XServer x = XServer.start();
    final NetworkServer sink = new NetworkServer();
    final String xSecret = x.register(X_CLIENT);
    final UserRig user;

    ConnectionRig() {
        var more = new HashMap<String, Object>();
        more.put("broadsheet.fetch-allow", servers().map(NetworkServer::allow).collect(Collectors.joining(",")));
        more.put("broadsheet.bluesky.directory-url", bluesky.directory().url().toString());
        more.put("broadsheet.bluesky.appview-url", bluesky.directory().url().toString());
        more.put("broadsheet.x.api-url", x.server().url().toString());
        more.put("broadsheet.x.authorize-url", x.server().url().toString());
        more.put("broadsheet.x.client-id", X_CLIENT);
        more.put("broadsheet.x.client-secret", xSecret);
        user = new UserRig(
                more,
                MessageType.CONNECTION_OPENED,
                MessageType.CONNECTION_CLOSED,
                MessageType.SOURCE_SUBSCRIBED,
                MessageType.SOURCE_UNSUBSCRIBED);
        bluesky.authorization()
                .expectClient(user.nobody()
                        .get("connections/client-metadata.json")
                        .json()
                        .path("jwks")
                        .toString());
    }

    Stream<NetworkServer> servers() {
        return Stream.concat(
                bluesky.servers().stream(), Stream.of(mastodon.server(), oldServer.server(), x.server(), sink));
    }

    /** Somebody with an account and a browser that is signed in. */
    record Reader(UserRig.Person person, ApiClient browser) {
        UUID id() {
            return person.id();
        }

        JsonNode connections() {
            return browser.get("connections").data().path("items");
        }
    }

    Reader reader() {
        var person = user.signUp();
        return new Reader(person, user.nobody().with("Cookie", user.signIn(person)));
    }

    Map<String, String> wish(String network) {
        return switch (network) {
            case "mastodon" ->
                Map.of("network", "mastodon", "server", mastodon.server().url().toString());
            case "old" ->
                Map.of("network", "mastodon", "server", oldServer.server().url().toString());
            case "bluesky" -> Map.of("network", "bluesky", "handle", BlueskyNetwork.HANDLE);
            default -> Map.of("network", "x");
        };
    }

    URI begin(Reader reader, String network) {
        var answer = reader.browser().post("connections", wish(network));
        assertThat(answer.code()).as(answer.text()).isEqualTo(202);
        return URI.create(answer.data().path("authorizeUrl").asText());
    }

    URI agree(String network, URI authorize) {
        return switch (network) {
            case "mastodon" -> mastodon.agree(authorize);
            case "old" -> oldServer.agree(authorize);
            case "bluesky" -> bluesky.authorization().agree(authorize);
            default -> x.agree(authorize);
        };
    }

    /** The browser follows the network's redirect; what the page is told. */
    String back(ApiClient browser, URI redirect) {
        assertThat(redirect.toString()).startsWith(CALLBACK + "?");
        return result(browser.get("/api/v1/connections/callback?" + redirect.getRawQuery()));
    }

    static String result(ApiAnswer answer) {
        assertThat(answer.code()).as(answer.text()).isEqualTo(303);
        assertThat(answer.header("Location")).startsWith("/#/sources?connection=");
        return answer.header("Location").substring("/#/sources?connection=".length());
    }

    String connect(Reader reader, String network) {
        return back(reader.browser(), agree(network, begin(reader, network)));
    }

    /** What ingest gets of a reader. */
    List<ConnectionOpened> opened(Reader reader) {
        return user.said(ConnectionOpened.class).stream()
                .filter(event -> event.userId().equals(reader.id()))
                .toList();
    }

    /** As ingest opens them. */
    Optional<Credentials> open(ConnectionOpened event) {
        var key = DerivedKey.of(user.bean(HttpConfig.class), Seal.KEY_USE);
        return new CredentialSeal(Seal.derived(key::sign))
                .open(event.credentials(), new ConnectionKey(event.userId(), event.network(), event.connectionId()));
    }

    /** How often a code was brought to a token endpoint. */
    long exchanges() {
        return servers()
                .flatMap(server -> server.requests().stream())
                .filter(request -> request.path().endsWith("/token"))
                .count();
    }

    @Override
    public void close() throws SQLException {
        user.close();
        mastodon.close();
        oldServer.close();
        bluesky.close();
        x.close();
        sink.close();
    }
}
