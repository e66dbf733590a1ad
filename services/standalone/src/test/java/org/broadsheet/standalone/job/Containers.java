package org.broadsheet.standalone.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.broadsheet.testing.Checkout;

/** The containers of docker-compose.yml, which {@code deploy/compose/prove} has started and says by the environment. */
final class Containers {
    private Containers() {}

    static URI edge() {
        return URI.create(said("PROVE_EDGE"));
    }

    /** An address of this machine that containers may fetch from. */
    static InetSocketAddress feeds() {
        var address = said("PROVE_FEEDS").split(":", 2);
        return new InetSocketAddress(InetAddress.ofLiteral(address[0]), Integer.parseInt(address[1]));
    }

    /** SIGKILL, and a start as an orchestrator would. */
    static void kill(String service) throws IOException, InterruptedException {
        compose("kill", service);
        compose("start", service);
    }

    /** A new container in place of the old one, which is asked to end first. */
    static void replace(String service) throws IOException, InterruptedException {
        compose("up", "--detach", "--no-deps", "--no-build", "--force-recreate", "--wait", service);
    }

    static void compose(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("docker", "compose", "--env-file", said("PROVE_ENV")));
        command.addAll(List.of(words));
        var process = new ProcessBuilder(command)
                .directory(Checkout.root().toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(String.join(" ", words) + " ended with " + process.exitValue() + ": " + output);
        }
    }

    private static String said(String name) {
        return requireNonNull(System.getenv(name), () -> name + " is not set: run deploy/compose/prove");
    }
}
