package org.broadsheet.messaging;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.broadsheet.testing.Broker;
import org.broadsheet.testing.TestDatabase;

/** A service in a JVM of its own, which dies by itself: at a point of the code, or at a message. */
final class DyingProcess {
    /** So that a hundred messages cross every boundary several times. */
    private static final Map<String, Object> SMALL_STEPS =
            Map.of("retry-lease", "500ms", "batch-size", 20, "relay-batch-size", 30);

    private DyingProcess() {}

    /**
     * Runs one until it is dead.
     *
     * @param more what is done now and then while it lives: what it was given may be settled in fewer steps than it is to
     *     die after, where the broker is slow and confirms many at once
     */
    static void runUntilDead(Rig rig, Broker broker, String death, String detail, Runnable more)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+EnableDynamicAgentLoading",
                "-Djdk.attach.allowAttachSelf=true",
                "-cp",
                System.getProperty("java.class.path"),
                DyingProcess.class.getName()));
        var database = rig.database();
        command.addAll(List.of(
                database.jdbcUrl(),
                database.user(),
                database.password(),
                rig.prefix(),
                broker.amqpUrl(),
                death,
                detail));
        var output = Path.of("target", "dying-process.log").toFile();
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output))
                .start();
        try {
            for (int wait = 0; !process.waitFor(10, TimeUnit.SECONDS); wait++) {
                if (wait == 6) {
                    throw new AssertionError("the process does not die at " + death + " " + detail);
                }
                more.run();
            }
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != CrashPoint.STATUS) {
            throw new AssertionError("the process ended with " + process.exitValue() + ", see " + output);
        }
    }

    /** @param arguments as {@link #runUntilDead} gives them */
    public static void main(String[] arguments) throws InterruptedException {
        var death = arguments[5];
        var detail = Long.parseLong(arguments[6]);
        if (!death.equals("MESSAGE")) {
            CrashPoint.valueOf(death).arm(ByteBuddyAgent.install(), Math.toIntExact(detail));
        }
        var handler = new RescreenHandler(message -> {
            if (death.equals("MESSAGE") && message.event().rulesVersion() == detail) {
                Runtime.getRuntime().halt(CrashPoint.STATUS);
            }
        });
        var database = new TestDatabase(arguments[0], arguments[1], arguments[2]);
        handler.rig.complete(Rig.start(database, arguments[3], arguments[4], SMALL_STEPS, handler));
        new CountDownLatch(1).await();
    }
}
