package org.broadsheet.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.broadsheet.events.ConnectionOpened;
import org.broadsheet.events.ConnectionReported;
import org.broadsheet.events.ConnectionState;
import org.broadsheet.ingest.connection.Sent;
import org.broadsheet.links.fetch.ApiResult;
import org.broadsheet.networks.Refreshed;
import org.broadsheet.testing.network.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of calls with held credentials, of two instances of the service on one database. */
@Timeout(180)
class HeldCredentialsIT {
    private static final int CALLERS = 50;
    private static final String AGAIN = "Connect the account again: ";

    private HoldingRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new HoldingRig(2);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private static int status(Sent sent) {
        assertThat(sent).isInstanceOf(Sent.Called.class);
        var result = ((Sent.Called) sent).result();
        assertThat(result).isInstanceOf(ApiResult.Answered.class);
        return ((ApiResult.Answered) result).status();
    }

    /** All at once, half of them by each instance. */
    private List<Integer> burst(ConnectionOpened connection) throws InterruptedException, ExecutionException {
        var ready = new CountDownLatch(CALLERS);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Future<Integer>>();
            for (int i = 0; i < CALLERS; i++) {
                int instance = i % 2;
                calls.add(threads.submit((Callable<Integer>) () -> {
                    ready.countDown();
                    ready.await();
                    return status(rig.ask(instance, connection));
                }));
            }
            var answers = new ArrayList<Integer>();
            for (var call : calls) {
                answers.add(call.get());
            }
            return answers;
        }
    }

    private List<ConnectionState> states(ConnectionOpened connection) {
        return rig.reports(connection.connectionId()).stream()
                .map(ConnectionReported::state)
                .toList();
    }

    private void assertExpiredAndTold(ConnectionOpened connection, ConnectionState... states) {
        assertThat(rig.rows().of(connection.connectionId())).startsWith("expired 1");
        assertThat(states(connection)).containsExactly(states);
        var last = rig.reports(connection.connectionId()).getLast();
        assertThat(last.reason()).startsWith(AGAIN);
        assertThat(last.report()).isEqualTo(states.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bluesky", "app-password", "x"})
    void fiftyCallersOfOneExpiredConnectionMakeOneRefreshAndAllSucceed(String kind) throws Exception {
        var connection = rig.open(kind);
        assertThat(status(rig.ask(1, connection))).isEqualTo(200);
        rig.expireAccessTokens();
        long before = rig.refreshTokens();

        assertThat(burst(connection)).hasSize(CALLERS).containsOnly(200);

        assertThat(rig.refreshTokens()).isEqualTo(before + 1);
        assertThat(rig.rows().count("SELECT credentials_version FROM connection"))
                .isEqualTo(2);
        assertThat(states(connection)).containsExactly(ConnectionState.ACTIVE);
    }

    @Test
    void aNonceThatChangesInTheMiddleOfABurstCostsNoRefreshMore() throws Exception {
        var connection = rig.open("bluesky");
        rig.expireAccessTokens();
        long before = rig.refreshTokens();
        int asked = rig.bluesky.pds().requests().size();
        try (var other = Executors.newVirtualThreadPerTaskExecutor()) {
            var rotated = other.submit(() -> {
                await().pollInterval(Duration.ofMillis(1))
                        .until(() -> rig.bluesky.pds().requests().size() >= asked + CALLERS / 2);
                rig.bluesky.authorization().rotateNonce();
            });
            assertThat(burst(connection)).containsOnly(200);
            rotated.get();
        }
        assertThat(rig.refreshTokens()).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bluesky", "app-password", "x"})
    void aRefreshWhoseReplyIsLostEndsInExpiredAndReported(String kind) {
        var connection = rig.open(kind);
        rig.expireAccessTokens();
        rig.servers().forEach(server -> server.misbehave(Fault.BROKEN));

        assertThat(rig.ask(0, connection)).isInstanceOf(Sent.Unavailable.class);
        assertThat(rig.ask(1, connection)).as("nothing is asked for a while").isInstanceOf(Sent.Unavailable.class);
        assertThat(states(connection)).containsExactly(ConnectionState.ACTIVE, ConnectionState.FAILING);

        rig.servers().forEach(server -> server.misbehave());
        rig.rows().change("UPDATE connection SET retry_at = now()");
        assertThat(rig.ask(1, connection)).isInstanceOf(Sent.Expired.class);
        assertExpiredAndTold(connection, ConnectionState.ACTIVE, ConnectionState.FAILING, ConnectionState.EXPIRED);
        long asked = rig.servers().mapToLong(server -> server.requests().size()).sum();
        assertThat(rig.ask(0, connection)).isInstanceOf(Sent.Expired.class);
        assertThat(rig.servers().mapToLong(server -> server.requests().size()).sum())
                .as("the network is left alone")
                .isEqualTo(asked);
    }

    @Test
    void howLongAConnectionRestsAfterARefreshWithoutAnAnswerIsASetting() throws Exception {
        try (var patient = new HoldingRig(1, Map.of("broadsheet.ingest.connections.first-pause", "30m"))) {
            var connection = patient.open("x");
            patient.expireAccessTokens();
            patient.servers().forEach(server -> server.misbehave(Fault.BROKEN));
            assertThat(patient.ask(0, connection)).isInstanceOf(Sent.Unavailable.class);
            assertThat(patient.rows()
                            .count("SELECT count(*) FROM connection WHERE retry_at > now() + interval '25 minutes'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aRefreshUnderWayIsCommittedBeforeItGoesOutAndHoldsNoTransaction() throws Exception {
        var connection = rig.open("x");
        rig.expireAccessTokens();
        rig.x.server().misbehave(Fault.SLOW);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var call = threads.submit(() -> rig.ask(0, connection));
            await().until(() -> rig.x.server().requests("/2/oauth2/token").size() == 2);
            assertThat(rig.rows().count("SELECT count(refresh_started_at) FROM connection"))
                    .isEqualTo(1);
            await().atMost(Duration.ofSeconds(5)).until(() -> rig.rows().count("""
                    SELECT count(*) FROM pg_stat_activity
                     WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL""") == 0);
            assertThat(call.isDone()).isFalse();
            assertThat(call.get()).isInstanceOf(Sent.Unavailable.class);
        }
        assertThat(rig.rows().count("SELECT count(refresh_started_at) FROM connection"))
                .isZero();
    }

    /** As after a kill between the reply and the commit: the token is used, the mark stands. */
    @ParameterizedTest
    @ValueSource(strings = {"bluesky", "app-password", "x"})
    void theMarkOfADeadProcessIsTriedOnceMoreAndEndsInExpired(String kind) {
        var connection = rig.open(kind);
        assertThat(rig.access().refresh(rig.credentials(connection))).isInstanceOf(Refreshed.Renewed.class);
        rig.expireAccessTokens();
        rig.rows().change("UPDATE connection SET refresh_started_at = now() - interval '61 s'");

        assertThat(rig.ask(0, connection)).isInstanceOf(Sent.Expired.class);
        assertExpiredAndTold(connection, ConnectionState.ACTIVE, ConnectionState.EXPIRED);
    }

    @Test
    void theMarkOfAnotherProcessIsWaitedForAsLongAsARefreshCanTake() {
        var connection = rig.open("x");
        rig.expireAccessTokens();
        rig.rows().change("UPDATE connection SET refresh_started_at = clock_timestamp() - interval '57 s'");
        long from = System.nanoTime();

        assertThat(status(rig.ask(0, connection))).isEqualTo(200);

        assertThat(Duration.ofNanos(System.nanoTime() - from)).isGreaterThan(Duration.ofSeconds(2));
        assertThat(rig.refreshTokens()).isEqualTo(2);
    }

    @Test
    void aConnectionThatFailedIsActiveAgainWhenTheNetworkAnswers() {
        var connection = rig.open("x");
        rig.expireAccessTokens();
        rig.rows()
                .change(
                        "UPDATE connection SET state = 'failing', reason = 'away', retry_at = now() - interval '1 s', report = 2");

        assertThat(status(rig.ask(0, connection))).isEqualTo(200);
        assertThat(status(rig.ask(1, connection))).isEqualTo(200);

        assertThat(rig.reports(connection.connectionId()))
                .extracting(ConnectionReported::report, ConnectionReported::state)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1L, ConnectionState.ACTIVE),
                        org.assertj.core.groups.Tuple.tuple(3L, ConnectionState.ACTIVE));
    }

    @Test
    void aTokenThatItsServerEndedIsExpired() {
        var connection = rig.open("mastodon");
        assertThat(rig.access().revoke(rig.credentials(connection))).isTrue();
        assertThat(rig.ask(0, connection)).isInstanceOf(Sent.Expired.class);
        assertExpiredAndTold(connection, ConnectionState.ACTIVE, ConnectionState.EXPIRED);
    }

    @Test
    void nothingIsSentWithinATransaction() {
        var connection = rig.open("mastodon");
        assertThatIllegalStateException()
                .isThrownBy(() -> rig.transactions().executeRead(status -> rig.ask(0, connection)));
    }
}
