package org.broadsheet.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * RabbitMQ from Debian's package as a private child process of any user: own node name, ports, data and cookie, on
 * loopback only. It and its port mapper end with the JVM, however that ends.
 */
final class ChildRabbit implements BrokerProcess {
    /** The wrapper in /usr/sbin insists on root or the user rabbitmq; this one does not. */
    private static final Path SERVER = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");

    private static final String USER = "broadsheet";

    private final Path directory;
    private final String password;
    private final int port = FreePort.take();
    private final int distributionPort = FreePort.take();
    private final int mapperPort = FreePort.take();
    private final List<ChildProcess> running = new ArrayList<>();

    ChildRabbit() {
        this(temporary());
    }

    /** @param directory its own folder, where its data and its log {@code rabbitmq.log} are */
    ChildRabbit(Path directory) {
        this.directory = directory;
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        password = HexFormat.of().formatHex(random);
        try {
            Files.createDirectory(directory.resolve("home"));
            Files.writeString(directory.resolve("enabled_plugins"), "[].\n");
            Files.writeString(directory.resolve("environment.conf"), "");
            Files.writeString(directory.resolve("rabbitmq.conf"), configuration());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("broadsheet-rabbitmq-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isInstalled() {
        return Files.isExecutable(SERVER);
    }

    private String configuration() {
        return """
                listeners.tcp.1 = 127.0.0.1:%d
                default_user = %s
                default_pass = %s
                log.console = true
                log.file = false
                vm_memory_high_watermark.absolute = 2GB
                disk_free_limit.absolute = 50MB
                """.formatted(port, USER, password);
    }

    /** What {@code rabbitmqctl} needs to speak to this broker and no other. */
    Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("PATH", "/usr/sbin:/usr/bin:/sbin:/bin"),
                Map.entry("LANG", "C.UTF-8"),
                Map.entry("HOME", directory.resolve("home").toString()),
                Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
                Map.entry("ERL_EPMD_PORT", Integer.toString(mapperPort)),
                Map.entry("RABBITMQ_NODENAME", "test" + port + "@localhost"),
                Map.entry("RABBITMQ_DIST_PORT", Integer.toString(distributionPort)),
                Map.entry(
                        "RABBITMQ_CONF_ENV_FILE",
                        directory.resolve("environment.conf").toString()),
                Map.entry(
                        "RABBITMQ_CONFIG_FILE",
                        directory.resolve("rabbitmq.conf").toString()),
                Map.entry(
                        "RABBITMQ_ENABLED_PLUGINS_FILE",
                        directory.resolve("enabled_plugins").toString()),
                Map.entry("RABBITMQ_MNESIA_BASE", directory.resolve("data").toString()),
                Map.entry("RABBITMQ_LOG_BASE", directory.resolve("log").toString()),
                Map.entry("RABBITMQ_LOGS", "-"),
                Map.entry("RABBITMQ_PID_FILE", directory.resolve("pid").toString()),
                // Two schedulers that do not spin while they wait: the tests need the processors, too.
                Map.entry(
                        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
                        "-kernel inet_dist_use_interface {127,0,0,1} +S 2:2 +sbwt none +sbwtdcpu none +sbwtdio none"));
    }

    @Override
    public String kind() {
        return "a child process";
    }

    @Override
    public boolean isRabbit() {
        return true;
    }

    @Override
    public String amqpUrl() {
        return "amqp://" + USER + ":" + password + "@127.0.0.1:" + port;
    }

    /** The port mapper first: the broker would start one that outlives it. */
    @Override
    public void start() {
        Path log = directory.resolve("rabbitmq.log");
        running.add(ChildProcess.start(
                List.of("epmd", "-port", Integer.toString(mapperPort), "-address", "127.0.0.1"), environment(), log));
        running.add(ChildProcess.start(List.of(SERVER.toString()), environment(), log));
    }

    @Override
    public void stop() {
        running.reversed().forEach(ChildProcess::stop);
        running.clear();
    }

    @Override
    public void kill() {
        running.reversed().forEach(ChildProcess::kill);
        running.clear();
    }

    @Override
    public void delete() {
        Folders.delete(directory);
    }
}
