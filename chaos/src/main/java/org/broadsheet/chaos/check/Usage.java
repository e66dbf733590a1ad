package org.broadsheet.chaos.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.broadsheet.chaos.rig.Rig;
import org.broadsheet.chaos.rig.RigException;
import org.broadsheet.chaos.rig.ServiceProcess;
import org.broadsheet.events.Service;

/**
 * What the services hold at a calm moment, and whether it is more later (I10). Processes may have been started anew in
 * between, so these are bounds on what one may hold and no proof that nothing leaks slowly.
 */
public final class Usage {
    private static final Pattern GENERATION =
            Pattern.compile("(?:def new generation|DefNew|tenured generation|Tenured).*used (\\d+)K");
    private static final long MEBIBYTE = 1024 * 1024;
    /** Pools hold between one and ten connections, by what was asked of them last. */
    private static final int MORE_DESCRIPTORS = 40;

    private static final long MORE_HEAP = 24 * MEBIBYTE;
    private static final int POOL = 10;

    private final Map<Service, Held> services = new EnumMap<>(Service.class);
    private final long brokerConnections;

    private Usage(Rig rig) {
        for (var service : rig.services()) {
            services.put(service.service(), Held.of(service, connections(rig, service.service())));
        }
        brokerConnections = rig.broker()
                .control("list_connections", "name", "--no-table-headers")
                .lines()
                .filter(line -> !line.isBlank())
                .count();
    }

    /** Looks now; collects garbage first. */
    public static Usage of(Rig rig) {
        return new Usage(rig);
    }

    /**
     * What one process holds.
     *
     * @param heap bytes after a full collection
     * @param connections to the database, as that counts them
     */
    record Held(long descriptors, long heap, long connections) {
        static Held of(ServiceProcess service, long connections) {
            long process = service.processId()
                    .orElseThrow(() -> new RigException(service.service().wireName() + " does not run"));
            return new Held(descriptorsOf(process), heapOf(process), connections);
        }
    }

    /** Reports what is more than at the start by more than what comes and goes. */
    public void compareWith(Usage start, Findings findings) {
        services.forEach((service, now) -> {
            var then = start.services.getOrDefault(service, now);
            findings.looked(Invariant.I10, 3);
            var name = service.wireName();
            if (now.descriptors() > then.descriptors() + MORE_DESCRIPTORS) {
                findings.violated(
                        Invariant.I10,
                        "%s has %d descriptors after %d".formatted(name, now.descriptors(), then.descriptors()));
            }
            if (now.heap() > then.heap() + MORE_HEAP) {
                findings.violated(
                        Invariant.I10,
                        "%s's heap is %d MB after %d MB"
                                .formatted(name, now.heap() / MEBIBYTE, then.heap() / MEBIBYTE));
            }
            if (now.connections() > POOL) {
                findings.violated(
                        Invariant.I10, "%s has %d connections to the database".formatted(name, now.connections()));
            }
        });
        if (brokerConnections > start.brokerConnections) {
            findings.violated(
                    Invariant.I10,
                    "the broker has %d connections after %d".formatted(brokerConnections, start.brokerConnections));
        }
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        services.forEach((service, held) -> text.append("%s %d descriptors, %d MB, %d connections; "
                .formatted(service.wireName(), held.descriptors(), held.heap() / MEBIBYTE, held.connections())));
        return text + "broker " + brokerConnections + " connections";
    }

    /** Jars are left out: how many are open depends on how the JVM was started. */
    private static long descriptorsOf(long process) {
        try (var files = Files.list(Path.of("/proc", Long.toString(process), "fd"))) {
            return files.filter(file -> !leadsTo(file).endsWith(".jar")).count();
        } catch (IOException e) {
            throw new RigException("the descriptors of process " + process + " can't be counted: " + e, e);
        }
    }

    private static String leadsTo(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "closed meanwhile";
        }
    }

    private static long heapOf(long process) {
        jcmd(process, "GC.run");
        var generations = GENERATION.matcher(jcmd(process, "GC.heap_info"));
        long kilobytes = 0;
        while (generations.find()) {
            kilobytes += Long.parseLong(generations.group(1));
        }
        return kilobytes * 1024;
    }

    private static String jcmd(long process, String command) {
        try {
            var running = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            Long.toString(process),
                            command)
                    .redirectErrorStream(true)
                    .start();
            var output = new String(running.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (!running.waitFor(30, TimeUnit.SECONDS)) {
                running.destroyForcibly();
            }
            return output;
        } catch (IOException e) {
            throw new RigException("jcmd can't be run: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RigException("interrupted", e);
        }
    }

    private static long connections(Rig rig, Service service) {
        try (var connection = rig.database().connect();
                var statement =
                        connection.prepareStatement("SELECT count(*) FROM pg_stat_activity WHERE usename = ?")) {
            statement.setString(1, "broadsheet_" + service.wireName());
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new RigException("the connections can't be counted: " + e.getMessage(), e);
        }
    }
}
