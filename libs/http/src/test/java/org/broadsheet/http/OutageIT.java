package org.broadsheet.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.broadsheet.events.CredentialRevoked;
import org.broadsheet.messaging.EventPublisher;
import org.broadsheet.testing.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutageIT {
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private HttpRig rig;

    @BeforeEach
    void start() {
        rig = new HttpRig();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void withoutItsDatabaseItIsAliveButNotReadyAndComesBackByItself() throws SQLException {
        var nobody = rig.nobody();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> nobody.get("/health/readiness").code() == 200);
        try (var administration = TestPostgres.shared().freshDatabase().connect()) {
            database(administration, "ALLOW_CONNECTIONS false");
            terminate(administration);

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() ->
                            assertThat(nobody.get("/health/readiness").code()).isEqualTo(503));
            assertThat(nobody.get("/health/liveness").code()).isEqualTo(200);
            assertThat(rig.bearer().get("test/me").code()).isEqualTo(200);
            assertThat(nobody.get("/health/readiness").text()).doesNotContain("Exception", "jdbc:");
            var refused = nobody.get("test/stored");
            assertThat(refused.code()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).contains("2");
            assertThat(refused.message()).isEqualTo("The service can't answer just now. Try again in a moment.");

            database(administration, "ALLOW_CONNECTIONS true");
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(nobody.get("/health/readiness").code()).isEqualTo(200));
    }

    private void database(Connection administration, String change) throws SQLException {
        try (var statement = administration.createStatement()) {
            statement.execute("ALTER DATABASE " + name() + " " + change);
        }
    }

    private void terminate(Connection administration) throws SQLException {
        try (var statement = administration.prepareStatement(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ?")) {
            statement.setString(1, name());
            statement.execute();
        }
    }

    private String name() {
        var url = rig.database.jdbcUrl().split("\\?")[0];
        return url.substring(url.lastIndexOf('/') + 1);
    }

    @Test
    void aRevocationCountsWithinASecondOfBeingStored() {
        var credential = rig.credential(Credential.Kind.TOKEN, false);
        var client = rig.nobody().bearer(rig.sign(credential));
        assertThat(client.get("test/me").code()).isEqualTo(200);

        rig.running
                .context()
                .getBean(RevocationRepository.class, Qualifiers.byName("feed"))
                .revoke(credential.id(), credential.expiresAt());

        await().atMost(A_SECOND)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> client.get("test/me").code() == 401);
    }

    @Test
    void aRevocationThatIsToldRevokesThatCredentialAlone() {
        var revoked = rig.credential(Credential.Kind.TOKEN, false);
        var other =
                new Credential(UUID.randomUUID(), revoked.userId(), Credential.Kind.TOKEN, revoked.expiresAt(), false);
        var client = rig.nobody().bearer(rig.sign(revoked));
        @SuppressWarnings("unchecked")
        TransactionOperations<Connection> transactions =
                rig.running.context().getBean(TransactionOperations.class, Qualifiers.byName("feed"));
        var publisher = rig.running.context().getBean(EventPublisher.class, Qualifiers.byName("feed"));
        transactions.executeWrite(status -> {
            publisher.publish(
                    List.of(new CredentialRevoked(revoked.id(), revoked.userId(), revoked.expiresAt())), null);
            return true;
        });

        await().atMost(Duration.ofSeconds(10)).until(() -> client.get("test/me").code() == 401);
        assertThat(rig.nobody().bearer(rig.sign(other)).get("test/me").code()).isEqualTo(200);
    }

    @Test
    void metricsAreForThisMachine() {
        assertThat(rig.nobody().get("/prometheus").code()).isEqualTo(200);
    }
}
