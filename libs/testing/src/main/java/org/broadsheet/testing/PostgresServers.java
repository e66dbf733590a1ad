package org.broadsheet.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.broadsheet.embedded.EmbeddedPostgres;
import org.broadsheet.embedded.PostgresOptions;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The ways to a PostgreSQL server: one that is named, one in a container, one of our own. */
final class PostgresServers {
    static final String VARIABLE = "TEST_DATABASE_URL";
    private static final String IMAGE = "postgres:17-alpine";
    private static final Pattern URL = Pattern.compile(
            "jdbc:postgresql://(?<host>[^/]+)/(?<database>[^?]+)\\?user=(?<user>[^&]+)&password=(?<password>[^&]*)(?:&(?<query>.*))?");

    private PostgresServers() {}

    static PostgresServer resolve() {
        String named = System.getenv(VARIABLE);
        if (named != null && !named.isBlank()) {
            return named(named.strip());
        }
        return Docker.isAvailable() ? container() : embedded();
    }

    private static PostgresServer named(String url) {
        Matcher matcher = URL.matcher(url);
        if (!matcher.matches()) {
            throw new IllegalStateException(
                    VARIABLE + " is not of the form jdbc:postgresql://host:port/database?user=user&password=password");
        }
        String query = matcher.group("query");
        return new PostgresServer(
                "the server that " + VARIABLE + " names",
                matcher.group("host"),
                matcher.group("database"),
                query == null ? "" : "?" + query,
                matcher.group("user"),
                matcher.group("password"),
                () -> {});
    }

    private static PostgresServer container() {
        PostgreSQLContainer container = new PostgreSQLContainer(IMAGE)
                .withCommand(
                        "postgres",
                        "-c",
                        "fsync=off",
                        "-c",
                        "synchronous_commit=off",
                        "-c",
                        "full_page_writes=off",
                        "-c",
                        "max_connections=300");
        container.start();
        return new PostgresServer(
                "a container of " + IMAGE,
                container.getHost() + ":" + container.getFirstMappedPort(),
                container.getDatabaseName(),
                "",
                container.getUsername(),
                container.getPassword(),
                container::stop);
    }

    private static PostgresServer embedded() {
        try {
            Path directory = Files.createTempDirectory("broadsheet-postgresql-");
            EmbeddedPostgres server = EmbeddedPostgres.start(
                    directory, PostgresOptions.throwaway(Checkout.root().resolve("target/postgresql")));
            return new PostgresServer(
                    "the embedded one",
                    "127.0.0.1:" + server.port(),
                    "postgres",
                    "",
                    server.user(),
                    server.password(),
                    () -> {
                        server.close();
                        Folders.delete(directory);
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
