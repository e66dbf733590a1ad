package org.broadsheet.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.broadsheet.events.AccountDeleted;
import org.broadsheet.events.ConnectionClosed;
import org.broadsheet.events.ConnectionOpened;
import org.broadsheet.events.ConnectionState;
import org.broadsheet.events.Event;
import org.broadsheet.events.OfferedTimeline;
import org.broadsheet.ingest.connection.Sent;
import org.broadsheet.testing.Answer;
import org.broadsheet.testing.ReceivedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which connections are held, whatever order is told of them in, and what becomes of credentials that are not. */
@Timeout(180)
class HeldConnectionsIT {
    private static final String WAITING = "SELECT count(*) FROM credential_revocation";

    private final UUID id = UUID.randomUUID();
    private final UUID user = UUID.randomUUID();
    private HoldingRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new HoldingRig(1);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private ConnectionOpened opened(long version) {
        return rig.opened(id, user, version, rig.connect("mastodon"));
    }

    private ConnectionClosed closed(long version) {
        return new ConnectionClosed(id, user, version, Instant.now());
    }

    static Stream<List<Integer>> orders() {
        return Stream.of(
                List.of(0, 1, 2),
                List.of(0, 2, 1),
                List.of(1, 0, 2),
                List.of(1, 2, 0),
                List.of(2, 0, 1),
                List.of(2, 1, 0));
    }

    private void deliver(List<Event> events, List<Integer> order) {
        rig.deliver(order.stream().map(events::get).toArray(Event[]::new));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void theNewestCredentialsCountInWhateverOrderTheyCome(List<Integer> order) {
        var newest = opened(3);
        deliver(List.of(opened(1), opened(2), newest), order);

        assertThat(rig.rows().of(id)).isEqualTo("active 3 sealed");
        assertThat(rig.rows().texts("SELECT sealed FROM connection")).containsExactly(newest.credentials());
        rig.until(WAITING, 0);
        assertThat(rig.mastodon.liveTokens()).isEqualTo(1);
        assertThat(rig.ask(0, newest)).isInstanceOf(Sent.Called.class);
    }

    @ParameterizedTest
    @MethodSource("orders")
    void aClosedConnectionStaysClosedInWhateverOrderItIsTold(List<Integer> order) {
        var last = opened(2);
        deliver(List.of(opened(1), last, closed(2)), order);

        assertThat(rig.rows().of(id)).startsWith("closed").endsWith("empty");
        rig.until(WAITING, 0);
        assertThat(rig.mastodon.liveTokens()).isZero();
        assertThat(rig.ask(0, last)).isInstanceOf(Sent.Closed.class);
    }

    @Test
    void aDeletedAccountEndsAllConnectionsAndThoseThatStillArrive() {
        var other = rig.open("x");
        rig.deliver(opened(1), new AccountDeleted(user, Instant.now()));
        assertThat(rig.rows().of(id)).isEmpty();

        rig.deliver(opened(2), rig.opened(UUID.randomUUID(), user, 1, rig.connect("bluesky")), closed(2));
        rig.until(WAITING, 0);
        assertThat(rig.rows().count("SELECT count(*) FROM connection WHERE user_id = '" + user + "'"))
                .isZero();
        assertThat(rig.mastodon.liveTokens()).isZero();
        assertThat(rig.bluesky.authorization().liveSessions()).isZero();
        assertThat(rig.rows().of(other.connectionId())).isEqualTo("active 1 sealed");
        assertThat(rig.x.liveRefreshTokens()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mastodon", "bluesky", "app-password", "x"})
    void theCredentialsOfAClosedConnectionAreRevokedOnce(String kind) {
        var connection = rig.open(kind);
        rig.deliver(new ConnectionClosed(connection.connectionId(), connection.userId(), 1, Instant.now()));
        rig.until(WAITING, 0);
        assertThat(rig.rows().of(connection.connectionId())).isEqualTo("closed 1 empty");
        assertThat(revocations()).isEqualTo(1);
        assertThat(rig.mastodon.liveTokens()
                        + rig.bluesky.authorization().liveSessions()
                        + rig.bluesky.sessions().liveRefreshTokens()
                        + rig.x.liveRefreshTokens())
                .isZero();
    }

    /** Of Bluesky's, the first request is only told which nonce to prove itself with. */
    private long revocations() {
        return rig.servers()
                .flatMap(server -> server.requests().stream())
                .filter(request -> request.path().endsWith("/revoke")
                        || request.path().endsWith("com.atproto.server.deleteSession"))
                .filter(request -> !isWithoutNonce(request))
                .count();
    }

    private static boolean isWithoutNonce(ReceivedRequest request) {
        return request.header("DPoP")
                .map(proof -> new String(Base64.getUrlDecoder().decode(proof.split("\\.")[1]), UTF_8))
                .filter(claims -> !claims.contains("\"nonce\""))
                .isPresent();
    }

    @Test
    void newerCredentialsReplaceTheOldWhichAreRevoked() {
        var first = opened(1);
        rig.deliver(first);
        assertThat(rig.mastodon.liveTokens()).isEqualTo(1);
        var second = opened(2);
        rig.deliver(second);
        rig.until(WAITING, 0);
        assertThat(rig.mastodon.server().requests("/oauth/revoke")).hasSize(1);
        assertThat(rig.mastodon.liveTokens()).isEqualTo(1);
        assertThat(rig.ask(0, second)).isInstanceOf(Sent.Called.class);
    }

    /** As servers do that give the same token again. */
    @Test
    void aTokenThatIsStillInUseIsNotRevoked() {
        var account = rig.connect("mastodon");
        rig.deliver(rig.opened(id, user, 1, account), rig.opened(id, user, 2, account));
        var elsewhere = UUID.randomUUID();
        rig.deliver(
                rig.opened(elsewhere, UUID.randomUUID(), 1, account),
                closed(2),
                new AccountDeleted(user, Instant.now()));
        rig.until(WAITING, 0);
        assertThat(rig.mastodon.server().requests("/oauth/revoke")).isEmpty();
        assertThat(rig.rows().of(elsewhere)).isEqualTo("active 1 sealed");
        assertThat(rig.mastodon.liveTokens()).isEqualTo(1);
    }

    @Test
    void aRevocationIsTriedAgainAndForgottenAfterADay() {
        rig.mastodon.server().on("/oauth/revoke", request -> Answer.status(503));
        rig.deliver(opened(1), closed(1));
        rig.until("SELECT count(*) FROM credential_revocation WHERE tries = 1 AND next_at > now()", 1);
        rig.rows().change("UPDATE credential_revocation SET next_at = now()");
        rig.until("SELECT count(*) FROM credential_revocation WHERE tries = 2", 1);
        assertThat(rig.mastodon.server().requests("/oauth/revoke")).hasSize(2);
        assertThat(
                        rig.rows()
                                .count(
                                        "SELECT count(*) FROM credential_revocation WHERE forget_at <= now() + interval '1 day'"))
                .isEqualTo(1);
        rig.rows().change("UPDATE credential_revocation SET forget_at = now()");
        rig.until(WAITING, 0);
    }

    @Test
    void aRevocationIsTriedABoundedNumberOfTimes() {
        rig.mastodon.server().on("/oauth/revoke", request -> Answer.status(503));
        rig.deliver(opened(1), closed(1));
        rig.until("SELECT count(*) FROM credential_revocation WHERE tries = 1", 1);
        rig.rows().change("UPDATE credential_revocation SET tries = 7, next_at = now()");
        rig.until("SELECT count(*) FROM credential_revocation WHERE tries = 8", 1);
        rig.rows().change("UPDATE credential_revocation SET next_at = now()");
        rig.until(WAITING, 0);
    }

    @Test
    void anOpenedConnectionIsReportedWithWhatItOffers() {
        rig.deliver(opened(1));
        var reports = rig.reports(id);
        assertThat(reports).hasSize(1);
        assertThat(reports.getFirst().state()).isEqualTo(ConnectionState.ACTIVE);
        assertThat(reports.getFirst().version()).isEqualTo(1);
        assertThat(reports.getFirst().report()).isEqualTo(1);
        assertThat(reports.getFirst().timelines()).containsExactly(new OfferedTimeline("home", "Home"));
    }

    @Test
    void credentialsThatDoNotOpenAreReportedAsExpired() {
        var mine = opened(1);
        var theirs = rig.opened(UUID.randomUUID(), UUID.randomUUID(), 1, rig.connect("mastodon"));
        var swapped = new ConnectionOpened(
                id,
                user,
                mine.network(),
                mine.server(),
                mine.accountId(),
                mine.handle(),
                1,
                theirs.credentials(),
                Instant.now());
        rig.deliver(swapped);
        assertThat(rig.ask(0, swapped)).isInstanceOf(Sent.Expired.class);
        var states = new ArrayList<ConnectionState>();
        rig.reports(id).forEach(report -> states.add(report.state()));
        assertThat(states).containsExactly(ConnectionState.EXPIRED);
        assertThat(rig.mastodon.server().requests("/api/v1/accounts/verify_credentials"))
                .as("those of the two who connected")
                .hasSize(2);
    }
}
