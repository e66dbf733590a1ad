package org.broadsheet.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.broadsheet.events.ConnectionReported;
import org.broadsheet.events.ConnectionState;
import org.broadsheet.events.EntryIngested;
import org.broadsheet.events.EntryLink;
import org.broadsheet.events.SourceState;
import org.broadsheet.testing.network.NetworkServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A process that is killed after a network answered its refresh and before that is committed: the old token is used up, and
 * nobody has the new one.
 */
@Timeout(300)
class KilledRefreshIT {
    private static final Duration STARTED = Duration.ofSeconds(90);
    private static final String BLOCKED = """
            SELECT count(*) FROM pg_stat_activity
             WHERE datname = current_database() AND wait_event_type = 'Lock'""";

    private final AtomicReference<@Nullable Connection> holder = new AtomicReference<>();
    private TimelineRig rig;
    private int count;

    @BeforeEach
    void start() throws Exception {
        rig = new TimelineRig(1, Map.of("broadsheet.x.monthly-cap", "1000"));
    }

    @AfterEach
    void stop() throws SQLException {
        release();
        rig.close();
    }

    /** Nobody gets past the row of the connection from now on, and so no refresh to its commit. */
    private void hold(UUID connectionId) {
        if (holder.get() != null) {
            return;
        }
        try {
            var own = rig.holding.rows().database().connect();
            own.setAutoCommit(false);
            try (var sql = own.prepareStatement("SELECT 1 FROM ingest.connection WHERE id = ? FOR UPDATE")) {
                sql.setObject(1, connectionId);
                sql.executeQuery();
            }
            holder.set(own);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void release() throws SQLException {
        var own = holder.getAndSet(null);
        if (own != null) {
            own.rollback();
            own.close();
        }
    }

    private String post(String kind) {
        var link = "https://news.example/killed/" + ++count;
        rig.clock.advance(Duration.ofSeconds(5));
        rig.timeline(kind).post("ann", "post " + count, link);
        return link;
    }

    private NetworkServer tokenServer(String kind) {
        return kind.equals("x")
                ? rig.holding.x.server()
                : rig.holding.bluesky.authorization().server();
    }

    /** How often each link was told of, as a first version. */
    private Map<String, Integer> told(String address) {
        var told = new HashMap<String, Integer>();
        for (EntryIngested entry : rig.entries(address)) {
            assertThat(entry.version()).isEqualTo(1);
            entry.links().stream().map(EntryLink::url).forEach(url -> told.merge(url, 1, Integer::sum));
        }
        return told;
    }

    @ParameterizedTest
    @ValueSource(strings = {"bluesky", "x"})
    void theReaderIsAskedToConnectAgainAndThenMissesNothing(String kind) throws Exception {
        var before = post(kind);
        var connection = rig.holding.open(kind);
        var address = rig.subscribe(connection);
        var read = rig.polled(address, poll -> poll.state() == SourceState.ACTIVE);
        rig.holding.stopInstances();

        var unread = post(kind);
        rig.holding.expireAccessTokens();
        long tokens = rig.holding.refreshTokens();
        var path = kind.equals("x") ? "/2/oauth2/token" : "/oauth/token";
        tokenServer(kind).meanwhile(path, () -> hold(connection.connectionId()));
        rig.holding.rows().change("UPDATE source SET next_poll_at = now()");
        try (var doomed = IngestProcess.start(rig.holding.plan())) {
            await().atMost(STARTED).until(() -> rig.holding.rows().count(BLOCKED) > 0);
            assertThat(rig.holding.refreshTokens())
                    .as("the network has answered")
                    .isEqualTo(tokens + 1);
            assertThat(rig.holding.rows().count("SELECT count(refresh_started_at) FROM connection"))
                    .as("the mark is committed")
                    .isEqualTo(1);
            doomed.kill();
        }
        release();
        tokenServer(kind).meanwhile(path, () -> {});
        assertThat(rig.holding.rows().texts("SELECT concat_ws(' ', state, credentials_version) FROM connection"))
                .as("nobody has the new token")
                .containsExactly("active 1");

        // As if a minute had gone by, after which a mark is known to be of nobody.
        rig.holding.rows().change("UPDATE connection SET refresh_started_at = refresh_started_at - interval '61 s'");
        rig.holding.rows().change("UPDATE source SET next_poll_at = now()");
        rig.holding.start(1);
        var failed =
                rig.polled(address, poll -> poll.state() == SourceState.FAILING && poll.version() > read.version());
        assertThat(failed.reason()).startsWith("Connect the account again: ");
        var report = rig.holding.reports(connection.connectionId()).getLast();
        assertThat(report).extracting(ConnectionReported::state).isEqualTo(ConnectionState.EXPIRED);
        assertThat(report.reason()).startsWith("Connect the account again: ");
        assertThat(told(address)).isEqualTo(Map.of(before, 1));

        var meanwhile = post(kind);
        rig.holding.deliver(
                rig.holding.opened(connection.connectionId(), connection.userId(), 2, rig.holding.connect(kind)));
        rig.polled(address, poll -> poll.state() == SourceState.ACTIVE && poll.version() > failed.version());
        rig.poll(address);
        assertThat(told(address)).isEqualTo(Map.of(before, 1, unread, 1, meanwhile, 1));
        assertThat(states(connection.connectionId()))
                .containsExactly(ConnectionState.ACTIVE, ConnectionState.EXPIRED, ConnectionState.ACTIVE);
    }

    /** What user was told, without what it was told of costs alone. */
    private List<ConnectionState> states(UUID connectionId) {
        var states = new ArrayList<ConnectionState>();
        for (var report : rig.holding.reports(connectionId)) {
            if (states.isEmpty() || states.getLast() != report.state()) {
                states.add(report.state());
            }
        }
        return states;
    }
}
