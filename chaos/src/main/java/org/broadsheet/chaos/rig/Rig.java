package org.broadsheet.chaos.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.broadsheet.chaos.proxy.TcpProxy;
import org.broadsheet.embedded.EmbeddedServerException;
import org.broadsheet.events.Service;
import org.broadsheet.testing.Mailbox;
import org.broadsheet.testing.RabbitNode;
import org.jspecify.annotations.Nullable;

/** Everything that runs: servers, the links to them, and the services. */
public final class Rig implements AutoCloseable {
    /** Before the faults there is no reason for even one more. */
    private static final int MOST_STARTS = 3;

    /**
     * What each packet to and from PostgreSQL takes, as to a machine in another zone: transactions last long enough to be
     * met by faults.
     */
    static final Duration DATABASE_DISTANCE = Duration.ofMillis(4);

    private static final Duration START = Duration.ofMinutes(4);

    private final Path folder;
    private final Deque<AutoCloseable> toClose = new ArrayDeque<>();
    private final Database database;
    private final RabbitNode broker;
    private final Mailbox mailbox;
    private final TcpProxy databaseLink;
    private final TcpProxy brokerLink;
    private final TcpProxy mailLink;
    private final Map<Service, ServiceProcess> services = new EnumMap<>(Service.class);

    private Rig(Path folder, Path shared) {
        this.folder = folder;
        try {
            Files.createDirectories(folder.resolve("rabbitmq"));
            Files.createDirectories(folder.resolve("logs"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        database = closing(Database.start(folder.resolve("postgresql"), shared.resolve("postgresql")));
        broker = closing(RabbitNode.start(folder.resolve("rabbitmq")));
        mailbox = closing(Mailbox.start());
        databaseLink = closing(TcpProxy.toPostgres(database.port()));
        databaseLink.delay(DATABASE_DISTANCE);
        brokerLink = closing(TcpProxy.to(broker.port()));
        mailLink = closing(TcpProxy.toMailServer(mailbox.port()));
    }

    /**
     * Starts the servers and then the services, and waits until all are ready.
     *
     * @param folder of this run
     * @param shared where what any run can use again is kept
     * @param fetchAllow where services may fetch from
     * @param settings of all services, besides those that they always have
     * @param plant the bug that is planted into every service, null for none
     * @throws RigException if that is not possible here
     */
    public static Rig start(
            Path folder, Path shared, String fetchAllow, Map<String, String> settings, @Nullable String plant) {
        if (!RabbitNode.isInstalled()) {
            throw new RigException(
                    "a RabbitMQ of its own is needed: install Debian's package rabbitmq-server (it need not run)");
        }
        try {
            var rig = new Rig(folder, shared);
            try {
                rig.startServices(shared, fetchAllow, settings, plant);
                return rig;
            } catch (RuntimeException e) {
                rig.close();
                throw e;
            }
        } catch (EmbeddedServerException | IllegalStateException e) {
            throw new RigException("a server does not start: " + e.getMessage(), e);
        }
    }

    private void startServices(Path shared, String fetchAllow, Map<String, String> settings, @Nullable String plant) {
        var amqp = URI.create(broker.broker().amqpUrl());
        var throughLink = URI.create("amqp://" + amqp.getUserInfo() + "@127.0.0.1:" + brokerLink.port());
        var launch = new Launch(
                Programs.ofThisProcess(),
                shared,
                databaseLink.port(),
                throughLink,
                mailLink.port(),
                fetchAllow,
                settings,
                plant);
        for (var service : Service.values()) {
            int port = Ports.free();
            var process = new ServiceProcess(
                    service,
                    launch.command(service, port),
                    launch.environment(service),
                    folder.resolve("logs").resolve(service.wireName() + ".log"),
                    port);
            services.put(service, closing(process));
            process.start();
        }
        try {
            Awaitility.await("services")
                    .dontCatchUncaughtExceptions()
                    .atMost(START)
                    .until(() -> allReady() || someFails());
            if (!allReady()) {
                throw new RigException("a service ends each time it is started; see " + folder.resolve("logs"));
            }
        } catch (ConditionTimeoutException e) {
            throw new RigException(
                    "the services are not ready after " + START.toMinutes() + " minutes; see " + folder.resolve("logs"),
                    e);
        }
    }

    private boolean someFails() {
        return services.values().stream().anyMatch(service -> !service.isReady() && service.starts() > MOST_STARTS);
    }

    /** Whether every service has a process that has said that it is ready. */
    public boolean allReady() {
        return services.values().stream().allMatch(ServiceProcess::isReady);
    }

    private <T extends AutoCloseable> T closing(T part) {
        toClose.push(part);
        return part;
    }

    public Path folder() {
        return folder;
    }

    public ServiceProcess service(Service service) {
        var process = services.get(service);
        if (process == null) {
            throw new IllegalStateException(service + " was not started");
        }
        return process;
    }

    public List<ServiceProcess> services() {
        return List.copyOf(services.values());
    }

    public Database database() {
        return database;
    }

    public RabbitNode broker() {
        return broker;
    }

    public Mailbox mailbox() {
        return mailbox;
    }

    public TcpProxy databaseLink() {
        return databaseLink;
    }

    public TcpProxy brokerLink() {
        return brokerLink;
    }

    public TcpProxy mailLink() {
        return mailLink;
    }

    /** Ends everything, the services first; what can't be ended does not keep the others. */
    @Override
    public void close() {
        services.values().parallelStream().forEach(ServiceProcess::close);
        while (!toClose.isEmpty()) {
            try {
                toClose.pop().close();
            } catch (Exception e) {
                System.err.println("could not be ended: " + e);
            }
        }
    }
}
