package org.broadsheet.standalone;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.broadsheet.embedded.EmbeddedServerException;
import org.broadsheet.events.Service;
import org.broadsheet.http.MailProperties;
import org.broadsheet.http.ManagementPort;
import org.broadsheet.http.NetworkProperties;
import org.broadsheet.http.ServicePlan;
import org.broadsheet.http.ServiceRunner;
import org.broadsheet.http.page.PageProperties;
import org.broadsheet.http.telemetry.TelemetryProperties;
import org.broadsheet.settings.SecretKey;
import org.broadsheet.settings.Settings;
import org.broadsheet.settings.SettingsException;
import org.broadsheet.standalone.demo.Demo;
import org.broadsheet.tunables.TunableProperties;

/**
 * Everything in one process: {@code java -jar standalone.jar [--port 8080] [--data DIR] [--demo]}; or, for services in
 * processes of their own, {@link Preparation} and {@link DemoElsewhere}.
 */
public final class Standalone implements AutoCloseable {
    private final Arguments arguments;
    private final Settings settings;
    private final Terminal terminal;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private Optional<Demo> demo = Optional.empty();
    private boolean closed;

    Standalone(Arguments arguments, Settings settings, Terminal terminal) {
        this.arguments = arguments;
        this.settings = settings;
        this.terminal = terminal;
    }

    /** Runs until SIGTERM. What can't be used as it is ends the process with status 2 and a line for each reason. */
    public static void main(String[] words) {
        if (System.getProperty("broadsheet.log") == null) {
            System.setProperty("broadsheet.log", isTerminal() ? "TERMINAL" : "JSON");
        }
        Terminal terminal = new Terminal(System.out);
        try {
            if (List.of(words).equals(List.of(Preparation.COMMAND))) {
                new Preparation(Settings.read(System.getenv()), terminal).run();
                return;
            }
            if (words.length > 0 && words[0].equals(DemoElsewhere.COMMAND)) {
                DemoElsewhere.parse(List.of(words), Settings.read(System.getenv()))
                        .run(terminal);
                return;
            }
            Arguments arguments = Arguments.parse(List.of(words));
            Standalone standalone = new Standalone(arguments, Settings.read(System.getenv()), terminal);
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(standalone::close));
            URI uri = standalone.start();
            // Not the process's own start: a launcher may have built the program in it before.
            long took = System.currentTimeMillis()
                    - ManagementFactory.getRuntimeMXBean().getStartTime();
            terminal.print("Ready at " + uri + " in " + Terminal.seconds(Duration.ofMillis(took)));
            standalone.showDemo(uri);
            if (arguments.rehearsal()) {
                new Rehearsal(uri).play();
                System.exit(0);
            }
        } catch (SettingsException | StartException | EmbeddedServerException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    /**
     * Starts everything and returns when calls are answered.
     *
     * @return where
     * @throws StartException if it can't go on
     */
    URI start() {
        terminal.print("Broadsheet, data in " + arguments.data());
        int port = freePort(arguments.port());
        DataFolder data = open(DataFolder.take(arguments.data()));
        SecretKey key = settings.secretKey().orElseGet(data::secretKey);
        Servers servers = open(new Servers(settings, data, terminal));
        CompletableFuture<String> broker = CompletableFuture.supplyAsync(servers::broker);
        CompletableFuture<Map<Service, ServicePlan.Database>> databases =
                CompletableFuture.supplyAsync(() -> new Provisioning(
                                servers.database(),
                                new RolePasswords(settings.servicePasswords(), Optional.of(key)),
                                terminal)
                        .provide());
        URI uri = URI.create("http://localhost:" + port);
        demo = arguments.demo() ? Optional.of(open(Demo.open(data.demo()))) : Optional.empty();
        ServicePlan plan = new ServicePlan(
                await(databases),
                await(broker),
                settings.publicUrl().isPresent() ? null : "127.0.0.1",
                port,
                Base64.getEncoder().encodeToString(key.bytes()),
                settings.publicUrl().orElse(uri),
                properties(data));
        open(terminal.step("the services", () -> ServiceRunner.start(plan)));
        return uri;
    }

    /** Sets the demo up and prints its front page, where one was asked for. */
    void showDemo(URI uri) {
        if (demo.isEmpty()) {
            return;
        }
        try {
            demo.get().show(uri, uri, "below mail/ of the data folder unless a mail server is set", terminal::print);
        } catch (IOException e) {
            throw new StartException("The demo could not be set up: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, Object> properties(DataFolder data) {
        Map<String, Object> properties = new HashMap<>(PageProperties.all());
        properties.putAll(ManagementPort.properties());
        properties.putAll(TelemetryProperties.of(settings));
        properties.putAll(TunableProperties.of(settings));
        properties.put("broadsheet.fetch-allow", fetchAllow());
        properties.putAll(NetworkProperties.of(settings.networks()));
        properties.putAll(settings.mail()
                .map(MailProperties::of)
                .orElseGet(() -> Map.of(MailProperties.DIRECTORY, data.mail().toString())));
        return properties;
    }

    private String fetchAllow() {
        return Stream.concat(settings.fetchAllow().stream(), demo.stream().map(Demo::fetchAllow))
                .collect(Collectors.joining(","));
    }

    /** Tells a taken port before anything is started. */
    private static int freePort(int wanted) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), wanted));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new StartException(
                    "Port " + wanted + " can't be used (" + e.getMessage() + "): stop what listens there, or choose "
                            + "another by --port",
                    e);
        }
    }

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Remembers a part, to be closed before those that were opened earlier. */
    private synchronized <T extends AutoCloseable> T open(T part) {
        if (closed) {
            Closing.quietly(part);
            throw new StartException("Stopped while starting");
        }
        parts.push(part);
        return part;
    }

    /** Services first, then broker and database, then the folder is free again. More than once is fine. */
    @Override
    public synchronized void close() {
        closed = true;
        while (!parts.isEmpty()) {
            Closing.quietly(parts.pop());
        }
    }
}
