package org.broadsheet.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.broadsheet.embedded.EmbeddedBroker;
import org.broadsheet.embedded.EmbeddedPostgres;
import org.broadsheet.embedded.PostgresOptions;
import org.broadsheet.settings.Secret;
import org.broadsheet.settings.Settings;
import org.broadsheet.standalone.dlq.BrokerAddressFile;

/** The database and the broker: those that are named, or our own. */
final class Servers implements AutoCloseable {
    private static final String DATABASE = "broadsheet";

    private final Settings settings;
    private final DataFolder data;
    private final Terminal terminal;
    private final Deque<AutoCloseable> own = new ArrayDeque<>();

    Servers(Settings settings, DataFolder data, Terminal terminal) {
        this.settings = settings;
        this.data = data;
        this.terminal = terminal;
    }

    /** Reaches the database, whose server is started unless one is named. */
    AdministrativeDatabase database() {
        if (settings.database().isPresent()) {
            var named = settings.database().get();
            terminal.print("  using the database " + named.jdbcUrl());
            return new AdministrativeDatabase(
                    named.jdbcUrl(),
                    named.user(),
                    named.password().map(Secret::reveal).orElse(""));
        }
        requireOwn("BROADSHEET_DATABASE_URL must name a PostgreSQL");
        EmbeddedPostgres server = terminal.step(
                "the embedded database (PostgreSQL)",
                () -> EmbeddedPostgres.start(data.database(), PostgresOptions.durable(binaries())));
        closeLater(server);
        AdministrativeDatabase administration =
                new AdministrativeDatabase(server.jdbcUrl(), server.user(), server.password());
        Provisioning.createDatabase(administration, DATABASE);
        return new AdministrativeDatabase(server.jdbcUrl(DATABASE), server.user(), server.password());
    }

    /** Address of the broker, which is started unless one is named. */
    String broker() {
        if (settings.amqp().isPresent()) {
            terminal.print("  using the broker that BROADSHEET_AMQP_URL names");
            BrokerAddressFile.remove(data.path());
            return settings.amqp().get().reveal();
        }
        requireOwn("BROADSHEET_AMQP_URL must name a RabbitMQ");
        EmbeddedBroker broker = terminal.step(
                "the embedded broker (for one machine; BROADSHEET_AMQP_URL names a RabbitMQ)",
                () -> EmbeddedBroker.start(data.broker(), 0));
        closeLater(broker);
        closeLater(BrokerAddressFile.write(data.path(), broker.amqpUrl()));
        return broker.amqpUrl();
    }

    /** An image has no servers in it. */
    private static void requireOwn(String instead) {
        if (Servers.class.getResource("/org/apache/qpid/server/SystemLauncher.class") == null) {
            throw new StartException(instead + ": there is none to be brought along here");
        }
    }

    private synchronized void closeLater(AutoCloseable server) {
        own.push(server);
    }

    /** Beside the program if they are there or can be put there, so that all data folders share them. */
    private Path binaries() {
        Path shared = Program.folder().resolve("postgresql");
        boolean usable = Files.isDirectory(shared) || Files.isWritable(Program.folder());
        return usable ? shared : data.path().resolve("programs");
    }

    @Override
    public synchronized void close() {
        while (!own.isEmpty()) {
            Closing.quietly(own.pop());
        }
    }
}
