package org.broadsheet.testing.peer;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Servers that nobody here wrote, beside the checkout. They run already, and keep what they need below the folder that
 * {@code TEST_PEERS} names; {@code TEST_PEER_SCRIPTS} is where their scripts are.
 */
public final class Peers {
    private Peers() {}

    /** What a running peer says of itself. Without it the test is skipped, and says so. */
    public static Map<String, String> env(String peer) throws IOException {
        var folder = System.getenv("TEST_PEERS");
        Assumptions.assumeTrue(folder != null, "TEST_PEERS names no folder of running peers");
        var file = Path.of(folder, peer, "env");
        Assumptions.assumeTrue(Files.exists(file), peer + " does not run");
        var env = new HashMap<String, String>();
        for (var line : Files.readAllLines(file)) {
            var pair = line.split("=", 2);
            env.put(pair[0], pair[1]);
        }
        return env;
    }

    /** What the allow list must hold for them to be reached: they have the names of loopback. */
    public static String allow(String... servers) {
        return Stream.of(servers)
                .map(server -> URI.create(server).getPort())
                .map(port -> "127.0.0.1:" + port + ",[::1]:" + port)
                .collect(joining(","));
    }

    /** Runs a script of theirs; answers the last line that it prints. */
    public static String run(String script, String... arguments) throws IOException, InterruptedException {
        var scripts = System.getenv("TEST_PEER_SCRIPTS");
        Assumptions.assumeTrue(scripts != null, "TEST_PEER_SCRIPTS does not say where their scripts are");
        var path = Path.of(String.valueOf(scripts), script);
        var command = Stream.concat(Stream.of("python3", path.toString()), Stream.of(arguments))
                .toList();
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = process.inputReader().lines().toList();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException(script + " failed: " + lines);
        }
        return lines.getLast();
    }
}
