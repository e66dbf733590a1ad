package org.broadsheet.embedded;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Main class of a child JVM that holds an embedded PostgreSQL until somebody kills it. */
final class ServerHolder {
    private ServerHolder() {}

    @SuppressWarnings("SystemOut") // the parent reads the line
    static void main(String[] arguments) throws InterruptedException {
        EmbeddedPostgres server =
                EmbeddedPostgres.start(Path.of(arguments[0]), PostgresOptions.durable(Path.of(arguments[1])));
        System.out.println(server.processId() + " " + server.port() + " " + server.password());
        new CountDownLatch(1).await();
    }
}
