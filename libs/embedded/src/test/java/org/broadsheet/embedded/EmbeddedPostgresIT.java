package org.broadsheet.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {
    private static final PostgresOptions DURABLE = PostgresOptions.durable(TestBinaries.FOLDER);

    @TempDir
    Path directory;

    @Test
    void restartKeepsRowsAndPassword() throws SQLException {
        String password;
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, DURABLE)) {
            password = server.password();
            execute(server, "CREATE TABLE kept (word text)");
            execute(server, "INSERT INTO kept VALUES ('Ünïcode')");
        }
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, DURABLE)) {
            assertThat(server.password()).isEqualTo(password);
            assertThat(query(server, "SELECT upper(word) FROM kept")).isEqualTo("ÜNÏCODE");
        }
    }

    @Test
    void commitsAreDurableAndPagesAreChecked() throws SQLException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, DURABLE)) {
            assertThat(query(server, "SHOW fsync")).isEqualTo("on");
            assertThat(query(server, "SHOW full_page_writes")).isEqualTo("on");
            assertThat(query(server, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(query(server, "SHOW data_checksums")).isEqualTo("on");
            assertThat(query(server, "SHOW server_version")).startsWith("17.");
            assertThat(query(server, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void throwawayServerDoesNotWaitForTheDisk() throws SQLException {
        try (EmbeddedPostgres server =
                EmbeddedPostgres.start(directory, PostgresOptions.throwaway(TestBinaries.FOLDER))) {
            assertThat(query(server, "SHOW fsync")).isEqualTo("off");
        }
    }

    @Test
    void wrongPasswordIsRefused() throws IOException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, DURABLE)) {
            assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), server.user(), "wrong"))
                    .hasMessageContaining("password authentication failed");
            assertThat(Files.getPosixFilePermissions(directory.resolve("password")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void killedJvmTakesTheServerWithItAndTheNextStartFindsTheRows() throws Exception {
        Process child = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServerHolder.class.getName(),
                        directory.toString(),
                        TestBinaries.FOLDER.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        ProcessHandle server;
        try (BufferedReader output = child.inputReader(StandardCharsets.UTF_8)) {
            String[] words = output.readLine().split(" ");
            server = ProcessHandle.of(Long.parseLong(words[0])).orElseThrow();
            String url = "jdbc:postgresql://127.0.0.1:" + words[1] + "/postgres";
            try (Connection connection = DriverManager.getConnection(url, PostgresCluster.USER, words[2]);
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE kept AS SELECT 1 AS one");
            }
        } finally {
            child.destroyForcibly().waitFor();
        }

        try (EmbeddedPostgres next = EmbeddedPostgres.start(directory, DURABLE)) {
            assertThat(query(next, "SELECT one FROM kept")).isEqualTo("1");
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> !server.isAlive());
    }

    @Test
    void noteOfAServerLongGoneIsNoObstacle() throws IOException {
        EmbeddedPostgres.start(directory, DURABLE).close();
        long notAServer = ProcessHandle.current().pid();
        Files.writeString(PostmasterFile.in(PostgresCluster.dataBelow(directory)), notAServer + "\n/elsewhere\n");

        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, DURABLE)) {
            assertThat(server.isRunning()).isTrue();
        }
    }

    @Test
    void secondServerOnTheSameDirectoryIsRefused() {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, DURABLE)) {
            assertThat(server.isRunning()).isTrue();
            assertThatThrownBy(() -> EmbeddedPostgres.start(directory, DURABLE))
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessageContaining("in use by another running process");
        }
    }

    @Test
    void takenPortIsNamed() {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory.resolve("one"), DURABLE)) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(directory.resolve("two"), DURABLE.withPort(server.port())))
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessageContaining("can't listen on port " + server.port());
        }
    }

    @Test
    void lostPasswordIsToldWithTheWayOut() throws IOException {
        EmbeddedPostgres.start(directory, DURABLE).close();
        Files.delete(directory.resolve("password"));

        assertThatThrownBy(() -> EmbeddedPostgres.start(directory, DURABLE))
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageContaining("has lost its file 'password'");
    }

    @Test
    void rootWithoutUserNamespacesRunsTheServerAsNobody() throws Exception {
        Assumptions.assumeTrue(
                "root".equals(System.getProperty("user.name")), "only root must give up its identity for PostgreSQL");
        SystemTools container = new SystemTools(true, true, false);
        Path passable = Files.createTempDirectory("embedded-postgres-"); // JUnit's own is closed to nobody
        try {
            Files.setPosixFilePermissions(passable, PosixFilePermissions.fromString("rwxr-xr-x"));
            EmbeddedPostgres.start(passable, DURABLE, container).close();
            try (EmbeddedPostgres server = EmbeddedPostgres.start(passable, DURABLE, container)) {
                assertThat(query(server, "SELECT 1")).isEqualTo("1");
                assertThat(ProcessHandle.of(server.processId())
                                .flatMap(process -> process.info().user()))
                        .contains("nobody");
            }
        } finally {
            Trees.delete(passable);
        }
    }

    @Test
    void rootThatCanNotGiveUpItsIdentityIsToldTheWayOut() {
        Assumptions.assumeTrue(
                "root".equals(System.getProperty("user.name")), "only root must give up its identity for PostgreSQL");

        assertThatThrownBy(() -> EmbeddedPostgres.start(directory, DURABLE, new SystemTools(false, false, false)))
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageContaining("start as an ordinary user");
    }

    @Test
    void closingTwiceIsFine() {
        EmbeddedPostgres server = EmbeddedPostgres.start(directory, DURABLE);
        server.close();
        server.close();

        assertThat(server.isRunning()).isFalse();
    }

    private static void execute(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(EmbeddedPostgres server) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
    }
}
