package org.broadsheet.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.joran.spi.JoranException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.broadsheet.events.AccountDeleted;
import org.broadsheet.events.ConnectionClosed;
import org.broadsheet.testing.Answer;
import org.broadsheet.testing.network.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Looks for every secret that a network gave away in every place where none may be. */
@Timeout(180)
class HeldSecretsIT {
    @Test
    void noSecretIsInALogARowOrAMessage() throws Exception {
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var context = root.getLoggerContext();
        var before = root.getLevel();
        var asDeployed = levelsAsDeployed();
        var quiet = new HashMap<String, Level>();
        asDeployed
                .keySet()
                .forEach(name -> quiet.put(name, context.getLogger(name).getEffectiveLevel()));
        var lines = new LogLines();
        lines.start();
        var others = new ArrayList<Appender<ILoggingEvent>>();
        root.iteratorForAppenders().forEachRemaining(others::add);
        try (var rig = new HoldingRig(1)) {
            others.forEach(root::detachAppender);
            root.addAppender(lines);
            root.setLevel(Level.DEBUG);
            asDeployed.forEach((name, level) -> context.getLogger(name).setLevel(level));
            everythingThatCanHappen(rig);

            var secrets =
                    rig.servers().flatMap(server -> server.secrets().stream()).toArray(String[]::new);
            assertThat(secrets).hasSizeGreaterThan(20).allMatch(secret -> secret.contains("CANARY"));
            assertThat(lines.count()).isGreaterThan(100);
            assertThat(lines.all()).contains("credentials refreshed").doesNotContain(secrets);
            assertThat(rig.rows().dump()).contains("V7__connections.sql", "s1.").doesNotContain(secrets);
            var said =
                    rig.messages().stream().map(body -> new String(body, UTF_8)).collect(Collectors.joining("\n"));
            assertThat(said).contains("expired", "failing", "active").doesNotContain(secrets);
        } finally {
            quiet.forEach((name, level) -> context.getLogger(name).setLevel(level));
            root.setLevel(before);
            root.detachAppender(lines);
            others.forEach(root::addAppender);
        }
    }

    /** The services' own configuration, which the one for tests stands before, silences what prints headers and bodies. */
    private static Map<String, Level> levelsAsDeployed() throws JoranException {
        var deployed = new LoggerContext();
        var configurator = new JoranConfigurator();
        configurator.setContext(deployed);
        configurator.doConfigure(requireNonNull(HeldSecretsIT.class.getResource("/logback.xml")));
        var levels = new HashMap<String, Level>();
        levels.put("org.broadsheet", Level.DEBUG);
        for (var logger : deployed.getLoggerList()) {
            if (logger.getLevel() == Level.OFF) {
                levels.put(logger.getName(), logger.getLevel());
            }
        }
        deployed.stop();
        return levels;
    }

    /** Every way, the bad ones too; rows with sealed credentials are left in both tables. */
    private static void everythingThatCanHappen(HoldingRig rig) {
        for (var kind : List.of("mastodon", "bluesky", "app-password", "x")) {
            var connection = rig.open(kind);
            rig.ask(0, connection);
            rig.expireAccessTokens();
            rig.ask(0, connection);
            rig.deliver(rig.opened(connection.connectionId(), connection.userId(), 2, rig.connect(kind)));
            rig.expireAccessTokens();
            for (var fault : List.of(Fault.BROKEN, Fault.HUGE, Fault.WRONG_SUB)) {
                var unlucky = rig.open(kind);
                rig.expireAccessTokens();
                rig.servers().forEach(server -> server.misbehave(fault));
                rig.ask(0, unlucky);
                rig.servers().forEach(server -> server.misbehave());
                rig.rows().change("UPDATE connection SET retry_at = now() WHERE state = 'failing'");
                rig.ask(0, unlucky);
            }
            rig.deliver(new ConnectionClosed(connection.connectionId(), connection.userId(), 2, Instant.now()));
        }
        rig.mastodon.server().on("/oauth/revoke", request -> Answer.status(503));
        var deleted = rig.opened(UUID.randomUUID(), UUID.randomUUID(), 1, rig.connect("mastodon"));
        rig.deliver(deleted, new AccountDeleted(deleted.userId(), Instant.now()));
        rig.until("SELECT count(*) FROM credential_revocation WHERE tries = 1", 1);
    }
}
