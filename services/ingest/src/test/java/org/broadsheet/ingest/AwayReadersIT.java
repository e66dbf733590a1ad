package org.broadsheet.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.events.AccountDeleted;
import org.broadsheet.events.ConnectionOpened;
import org.broadsheet.events.DigestSent;
import org.broadsheet.events.Event;
import org.broadsheet.events.MessageType;
import org.broadsheet.events.ReaderSeen;
import org.broadsheet.events.SourcePolled;
import org.broadsheet.events.SourceState;
import org.broadsheet.events.SourceSubscribed;
import org.broadsheet.events.TimelinesPaused;
import org.broadsheet.networks.TimelineAddress;
import org.broadsheet.testing.MessageTap;
import org.broadsheet.testing.RunningClock;
import org.broadsheet.testing.network.DoubleTimeline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Timelines of readers who stay away. Every post of X costs a cent. */
class AwayReadersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration DAY = Duration.ofDays(1);

    private final RunningClock clock = new RunningClock();

    @SuppressWarnings("NullAway.Init")
    private TimelineRig rig;

    @SuppressWarnings("NullAway.Init")
    private MessageTap pauses;

    private LocalDate firstDay = LocalDate.EPOCH;

    @BeforeEach
    void start() throws JsonProcessingException {
        // At noon, so that no day ends during a test.
        var now = Instant.now().atOffset(ZoneOffset.UTC);
        clock.advance(Duration.between(now, now.toLocalDate().atTime(12, 0).atOffset(ZoneOffset.UTC)));
        rig = new TimelineRig(
                2,
                Map.of(
                        TestClock.PROPERTY,
                        clock,
                        "broadsheet.x.monthly-cap",
                        "1000",
                        "broadsheet.x.post-price",
                        "0.01"));
        pauses = rig.holding.tap(MessageType.TIMELINES_PAUSED);
        firstDay = today();
    }

    @AfterEach
    void stop() {
        pauses.close();
        rig.close();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** So much is posted that a timeline is read as often as it may be. */
    private void post(DoubleTimeline timeline) {
        rig.clock.set(clock.instant().minus(Duration.ofMinutes(10)));
        for (int i = 0; i < 60; i++) {
            rig.clock.advance(Duration.ofSeconds(5));
            timeline.post("ann", "post", "https://news.example/" + UUID.randomUUID());
        }
    }

    /** A timeline that was read well. */
    private String read(ConnectionOpened connection) {
        var address = rig.subscribe(connection);
        rig.polled(address, poll -> poll.state() == SourceState.ACTIVE);
        return address;
    }

    private SourcePolled next(String address, SourcePolled before) {
        return rig.polled(address, poll -> poll.version() > before.version());
    }

    private SourcePolled last(String address) {
        return rig.polled(address, poll -> true);
    }

    private SourcePolled paused(String address) {
        return rig.polled(address, poll -> poll.state() == SourceState.FAILING && poll.nextPollAt() == null);
    }

    private Duration wait(SourcePolled poll) {
        return Duration.between(clock.instant(), requireNonNull(poll.nextPollAt()));
    }

    private List<TimelinesPaused> told() {
        rig.holding.until("SELECT count(*) FROM outbox", 0);
        return pauses.everythingUpToNow().stream().map(AwayReadersIT::readPause).toList();
    }

    private static TimelinesPaused readPause(byte[] body) {
        try {
            return ObjectMapper.getDefault().readValue(body, TimelinesPaused.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String seenOn(UUID userId) {
        return String.join(
                "", rig.holding.rows().texts("SELECT seen_on FROM reader_activity WHERE user_id = '" + userId + "'"));
    }

    private int requests() {
        return rig.holding.mastodon.server().requests().size();
    }

    /** So busy that it is read as often as it may be, and then so many days later. */
    private SourcePolled busyDaysLater(String address, int days) {
        var before = last(address);
        rig.holding.rows().change("UPDATE timeline SET posts_per_hour = 1e9");
        clock.advance(DAY.multipliedBy(days));
        return next(address, before);
    }

    @Test
    void afterTwoWeeksItIsReadEverySixHoursAndAtOnceWhenTheReaderIsBack() {
        var connection = rig.holding.open("mastodon");
        var address = read(connection);
        for (var days : List.of(5, 5, 4)) {
            var here = busyDaysLater(address, days);
            assertThat(here.state()).isEqualTo(SourceState.ACTIVE);
            assertThat(wait(here)).isLessThan(Duration.ofMinutes(23));
        }
        var away = busyDaysLater(address, 1);
        assertThat(away.state()).isEqualTo(SourceState.ACTIVE);
        assertThat(wait(away)).isBetween(Duration.ofMinutes(323), Duration.ofMinutes(397));
        assertThat(rig.holding.countStale()).isZero();

        rig.holding.deliver(new ReaderSeen(connection.userId(), today()));
        var back = next(address, away);
        assertThat(back.state()).isEqualTo(SourceState.ACTIVE);
        assertThat(wait(back)).isLessThan(Duration.ofMinutes(23));
        assertThat(told()).isEmpty();
    }

    @Test
    void afterThirtyDaysEverythingOfTheReaderRestsIsToldOnceAndGoesOnWithTheNextVisit() {
        post(rig.timeline("mastodon"));
        post(rig.timeline("x"));
        var connection = rig.holding.open("mastodon");
        var userId = connection.userId();
        var paid = rig.holding.opened(UUID.randomUUID(), userId, 1, rig.holding.connect("x"));
        rig.holding.deliver(paid);
        var free = read(connection);
        var costly = read(paid);
        var before = last(free);
        var asked = requests();
        var served = rig.x.timeline().served();
        var spent = rig.holding.rows().texts("SELECT sum(micros) FROM spending");

        clock.advance(DAY.multipliedBy(31));
        post(rig.timeline("x"));
        post(rig.timeline("mastodon"));
        for (var address : List.of(free, costly)) {
            var rests = paused(address);
            assertThat(rests.reason())
                    .startsWith("Paused: nobody has read here since " + firstDay.getDayOfMonth() + " ")
                    .endsWith(". It goes on as soon as you open your paper.");
        }
        assertThat(last(free).lastPollAt()).isEqualTo(before.lastPollAt());
        assertThat(told()).singleElement().satisfies(pause -> {
            assertThat(pause.userId()).isEqualTo(userId);
            assertThat(pause.lastSeen()).isEqualTo(firstDay);
        });
        clock.advance(DAY);
        assertThat(rig.holding.countPaused()).isEqualTo(2);
        assertThat(rig.holding.countStale()).isZero();
        assertThat(rig.holding.rows().texts("SELECT failing FROM host_overview WHERE starts_with(host, 'timelines')"))
                .isNotEmpty()
                .allMatch("0"::equals);
        assertThat(requests()).isEqualTo(asked);
        assertThat(rig.x.timeline().served()).isEqualTo(served);
        assertThat(rig.holding.rows().texts("SELECT sum(micros) FROM spending")).isEqualTo(spent);

        rig.holding.deliver(new ReaderSeen(userId, today()));
        for (var address : List.of(free, costly)) {
            var resting = paused(address);
            assertThat(rig.polled(address, poll -> poll.version() > resting.version())
                            .state())
                    .isEqualTo(SourceState.ACTIVE);
        }
        assertThat(rig.x.timeline().served()).isGreaterThan(served);
        assertThat(rig.holding.countPaused()).isZero();
        assertThat(rig.holding.countStale()).isZero();

        var again = last(free);
        clock.advance(DAY.multipliedBy(31));
        assertThat(next(free, again).nextPollAt()).isNull();
        assertThat(told()).extracting(TimelinesPaused::lastSeen).containsExactly(firstDay, firstDay.plusDays(32));
    }

    @Test
    void theLatestDayCountsWhateverTheOrderAndHoweverOftenItIsSaid() {
        var connection = rig.holding.open("mastodon");
        var userId = connection.userId();
        var address = read(connection);
        var ninth = new ReaderSeen(userId, firstDay.plusDays(9));
        rig.holding.deliver(ninth, new ReaderSeen(userId, firstDay.plusDays(3)), ninth);
        assertThat(seenOn(userId)).isEqualTo(firstDay.plusDays(9).toString());

        clock.advance(DAY.multipliedBy(41));
        var resting = paused(address);
        rig.holding.deliver(new ReaderSeen(userId, firstDay.plusDays(8)), ninth);
        rig.holding.deliver(new ReaderSeen(userId, firstDay.plusDays(10)));
        assertThat(seenOn(userId)).isEqualTo(firstDay.plusDays(10).toString());
        assertThat(rig.holding.countPaused())
                .as("a later day, which is over thirty days ago, too")
                .isEqualTo(1);
        assertThat(last(address)).isEqualTo(resting);

        rig.holding.deliver(new ReaderSeen(userId, firstDay.plusDays(20)));
        assertThat(next(address, resting).state()).isEqualTo(SourceState.ACTIVE);
        assertThat(told()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"digest", "subscription", "connection"})
    void whoReadsByMailOrAddsSomethingIsHere(String how) {
        var connection = rig.holding.open("mastodon");
        var address = read(connection);
        var before = last(address);
        clock.advance(DAY.multipliedBy(13));
        rig.holding.deliver(what(how, connection));
        assertThat(seenOn(connection.userId())).isEqualTo(today().toString());

        clock.advance(DAY.multipliedBy(29));
        var later = rig.polled(address, poll -> poll.version() > before.version() && isRecent(poll));
        assertThat(later.state()).isEqualTo(SourceState.ACTIVE);
        assertThat(told()).isEmpty();
    }

    private boolean isRecent(SourcePolled poll) {
        return poll.lastPollAt() != null
                && poll.lastPollAt().isAfter(clock.instant().minus(DAY));
    }

    private Event what(String how, ConnectionOpened connection) {
        var now = clock.instant();
        return switch (how) {
            case "digest" -> new DigestSent(UUID.randomUUID(), connection.userId(), List.of(), now);
            case "subscription" ->
                new SourceSubscribed(
                        UUID.randomUUID(),
                        connection.userId(),
                        TimelineAddress.home(UUID.randomUUID()).toString(),
                        now);
            default ->
                new ConnectionOpened(
                        connection.connectionId(),
                        connection.userId(),
                        connection.network(),
                        connection.server(),
                        connection.accountId(),
                        connection.handle(),
                        2,
                        connection.credentials(),
                        now);
        };
    }

    @Test
    void aVisitBetweenAPollAndItsEffectIsNotMissed() throws SQLException {
        var connection = rig.holding.open("mastodon");
        var userId = connection.userId();
        var address = read(connection);
        var before = last(address);
        try (var visit = rig.holding.connect()) {
            visit.setAutoCommit(false);
            try (var statement = visit.createStatement()) {
                statement.execute("SELECT pg_advisory_xact_lock(hashtextextended('reader " + userId + "', 0))");
                clock.advance(DAY.multipliedBy(31));
                await().atMost(PATIENCE).until(() -> rig.holding.rows().count("""
                                SELECT count(*) FROM pg_locks JOIN pg_database d ON d.oid = database
                                 WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()""") > 0);
                statement.executeUpdate(
                        "UPDATE reader_activity SET seen_on = '" + today() + "' WHERE user_id = '" + userId + "'");
            }
            visit.commit();
        }
        assertThat(next(address, before).state()).isEqualTo(SourceState.ACTIVE);
        assertThat(told()).isEmpty();
    }

    @Test
    void nothingIsKnownOfADeletedAccountAndNothingComesBack() {
        var connection = rig.holding.open("mastodon");
        var userId = connection.userId();
        read(connection);
        assertThat(seenOn(userId)).isNotEmpty();
        rig.holding.deliver(new AccountDeleted(userId, clock.instant()));
        assertThat(seenOn(userId)).isEmpty();
        rig.holding.deliver(
                new ReaderSeen(userId, firstDay.plusDays(1)),
                new DigestSent(UUID.randomUUID(), userId, List.of(), clock.instant()));
        assertThat(seenOn(userId)).isEmpty();
    }

    @Test
    void thoseWhoHadTimelinesBeforeAreHereOnTheDayOfTheMigration() throws IOException {
        var connection = rig.holding.open("mastodon");
        var address = TimelineAddress.home(connection.connectionId()).toString();
        var other = UUID.randomUUID();
        var feedReader = UUID.randomUUID();
        rig.holding.deliver(
                new SourceSubscribed(UUID.randomUUID(), other, address, clock.instant()),
                new SourceSubscribed(UUID.randomUUID(), feedReader, "not an address", clock.instant()));
        rig.holding.rows().change("DELETE FROM reader_activity");
        try (var file = requireNonNull(
                AwayReadersIT.class.getResourceAsStream("/db/migration/ingest/V10__reader_activity.sql"))) {
            var migration = new String(file.readAllBytes(), UTF_8);
            var seed = migration.substring(migration.indexOf("INSERT"));
            rig.holding.rows().change(seed.substring(0, seed.indexOf(';')));
        }
        var day = LocalDate.now(ZoneOffset.UTC).toString();
        assertThat(seenOn(connection.userId())).isEqualTo(day);
        assertThat(seenOn(other)).isEqualTo(day);
        assertThat(seenOn(feedReader)).isEmpty();
    }
}
