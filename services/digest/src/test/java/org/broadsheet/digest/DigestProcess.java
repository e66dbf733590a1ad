package org.broadsheet.digest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.broadsheet.http.ServiceRunner;
import org.broadsheet.testing.SettableClock;
import org.broadsheet.testing.TestDatabase;

/** A digest service in a JVM of its own, which a test can kill. */
final class DigestProcess {
    private DigestProcess() {}

    static Process start(TestDatabase database, String amqpUrl, String prefix, String now, int mailPort)
            throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DigestProcess.class.getName(),
                        database.jdbcUrl(),
                        database.user(),
                        database.password(),
                        amqpUrl,
                        prefix,
                        now,
                        Integer.toString(mailPort)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    public static void main(String[] arguments) {
        var running = ServiceRunner.start(DigestPlan.of(
                new TestDatabase(arguments[0], arguments[1], arguments[2]),
                arguments[3],
                arguments[4],
                SettableClock.at(arguments[5]),
                DigestPlan.smtp(Integer.parseInt(arguments[6]))));
        Runtime.getRuntime().addShutdownHook(new Thread(running::close));
    }
}
