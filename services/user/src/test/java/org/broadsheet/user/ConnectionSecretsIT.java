package org.broadsheet.user;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.broadsheet.events.MessageType;
import org.broadsheet.testing.network.BlueskyNetwork;
import org.broadsheet.testing.network.Fault;
import org.broadsheet.testing.network.NetworkServer;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Looks for every secret that was given away in every place where none may be. */
class ConnectionSecretsIT {
    /** Keeps every line of the log, whatever its level. */
    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getLoggerName() + " " + event.getFormattedMessage() + " " + event.getKeyValuePairs() + " "
                    + ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
    }

    @Test
    void noSecretIsInALogARowAMessageOrAtAnotherServer() throws SQLException {
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var before = root.getLevel();
        var lines = new Lines();
        lines.start();
        var others = new ArrayList<Appender<ILoggingEvent>>();
        root.iteratorForAppenders().forEachRemaining(others::add);
        try (var rig = new ConnectionRig()) {
            others.forEach(root::detachAppender);
            root.addAppender(lines);
            root.setLevel(Level.DEBUG);
            var secrets = everythingThatCanHappen(rig);

            assertThat(secrets).hasSizeGreaterThan(20).allMatch(secret -> secret.contains("CANARY"));
            assertThat(lines.lines).hasSizeGreaterThan(100);
            // As an array: the message of a failure then names the secrets, which are none.
            var all = secrets.toArray(String[]::new);
            assertThat(String.join("\n", lines.lines)).doesNotContain(all);
            assertThat(rig.user.dump()).contains("V2__connections.sql", "s1.").doesNotContain(all);
            for (var type : List.of(MessageType.CONNECTION_OPENED, MessageType.SOURCE_SUBSCRIBED)) {
                var bodies = rig.user.heard(type).stream()
                        .map(body -> new String(body, UTF_8))
                        .toList();
                assertThat(bodies).isNotEmpty();
                assertThat(String.join("\n", bodies)).doesNotContain(all);
            }
            rig.servers().forEach(server -> assertNoneOfOthers(server, rig));
        } finally {
            root.setLevel(before);
            root.detachAppender(lines);
            others.forEach(root::addAppender);
        }
    }

    /** Every way, and every way that fails after a token was given. */
    private static List<String> everythingThatCanHappen(ConnectionRig rig) {
        var reader = rig.reader();
        for (var network : List.of("mastodon", "old", "bluesky", "x")) {
            assertThat(rig.connect(reader, network)).isEqualTo("connected");
            for (var fault : List.of(Fault.BROKEN, Fault.HUGE, Fault.WRONG_SUB, Fault.NO_NONCE)) {
                var redirect = rig.agree(network, rig.begin(reader, network));
                rig.servers().forEach(server -> server.misbehave(fault));
                rig.back(reader.browser(), redirect);
                rig.servers().forEach(server -> server.misbehave());
            }
        }
        var own = rig.x.register("own-client");
        var answer = reader.browser()
                .post("connections", Map.of("network", "x", "clientId", "own-client", "clientSecret", own));
        rig.back(
                reader.browser(),
                rig.x.agree(
                        java.net.URI.create(answer.data().path("authorizeUrl").asText())));
        for (var password : List.of(rig.bluesky.sessions().appPassword(), "wrong-CANARY-password")) {
            reader.browser()
                    .with("Idempotency-Key", "p" + password.length())
                    .post(
                            "connections",
                            Map.of("network", "bluesky", "handle", BlueskyNetwork.HANDLE, "appPassword", password));
        }
        reader.connections()
                .findValuesAsText("id")
                .forEach(id -> reader.browser().delete("connections/" + id));
        rig.connect(reader, "mastodon");
        var secrets = new ArrayList<String>(List.of("wrong-CANARY-password"));
        rig.servers().flatMap(server -> server.secrets().stream()).forEach(secrets::add);
        return secrets;
    }

    /** A PDS and its authorization server are two, too: but for the access token, which is made for the other. */
    private static void assertNoneOfOthers(NetworkServer server, ConnectionRig rig) {
        var foreign = rig.servers()
                .filter(other -> other != server)
                .flatMap(other -> other.secrets().stream())
                .toArray(String[]::new);
        for (var request : server.requests()) {
            assertThat(request.whole()).doesNotContain(foreign);
        }
    }
}
