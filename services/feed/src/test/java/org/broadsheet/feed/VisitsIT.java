package org.broadsheet.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.broadsheet.events.AccountDeleted;
import org.broadsheet.events.ReaderSeen;
import org.broadsheet.testing.MessageTap;
import org.broadsheet.testing.RunningClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That a reader is here is told once a day. */
class VisitsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration DAY = Duration.ofDays(1);

    private final RunningClock clock = new RunningClock();
    private final UUID ann = UUID.randomUUID();

    @SuppressWarnings("NullAway.Init")
    private FeedRig rig;

    @SuppressWarnings("NullAway.Init")
    private MessageTap tap;

    @BeforeEach
    void start() {
        // At noon, so that no day ends during a test.
        var now = Instant.now().atOffset(ZoneOffset.UTC);
        clock.advance(Duration.between(now, now.toLocalDate().atTime(12, 0).atOffset(ZoneOffset.UTC)));
        rig = new FeedRig(clock);
        tap = rig.tap(ReaderSeen.class);
    }

    @AfterEach
    void stop() throws SQLException {
        tap.close();
        rig.close();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private long visitsOf(UUID userId) throws SQLException {
        return rig.number("SELECT count(*) FROM reader_visit WHERE user_id = ?", userId);
    }

    private List<ReaderSeen> told(int atLeast) {
        await().atMost(PATIENCE).until(() -> tap.messages().size() >= atLeast);
        await().atMost(PATIENCE).until(() -> rig.number("SELECT count(*) FROM outbox") == 0);
        return tap.everythingUpToNow().stream()
                .map(body -> rig.read(body, ReaderSeen.class))
                .toList();
    }

    @Test
    void manyCallsOfADayAreOneMessageAndTheNextDayIsAnother() throws Exception {
        var reader = rig.as(ann);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                callers.submit(() -> reader.get("feed"));
            }
        }
        reader.get("feed/hidden");
        reader.post("feed/read", Map.of());
        var first = new ReaderSeen(ann, today());
        assertThat(told(1)).containsExactly(first);

        clock.advance(DAY);
        reader.get("sharers");
        reader.get("feed");
        assertThat(told(2)).containsExactly(first, new ReaderSeen(ann, today()));
    }

    @Test
    void everyCallOfTheirOwnCountsAndNoneThatFailsOrIsAnybodys() {
        var reader = rig.as(ann);
        rig.stranger().get("feed");
        assertThat(reader.get("feed?window=never").code()).isEqualTo(400);
        assertThat(reader.patch("articles/" + UUID.randomUUID(), Map.of("read", true))
                        .code())
                .isEqualTo(404);
        assertThat(reader.get("images/AAAA/BBBB").code()).isEqualTo(404);
        // Last, so that nothing of what was before can still be on its way.
        var bob = UUID.randomUUID();
        rig.as(bob).post("feed/read", Map.of());
        assertThat(told(1)).containsExactly(new ReaderSeen(bob, today()));
    }

    @Test
    void anotherProcessTellsTheDayNoSecondTime() throws Exception {
        rig.update("INSERT INTO reader_visit VALUES (?, ?)", ann, today());
        assertThat(rig.as(ann).get("feed").code()).isEqualTo(200);
        await().atMost(PATIENCE).until(() -> rig.counted("broadsheet.feed.visits", "known") == 1);
        assertThat(told(0)).isEmpty();

        rig.update("UPDATE reader_visit SET day = ? WHERE user_id = ?", today().plusDays(3), ann);
        clock.advance(DAY);
        rig.as(ann).get("feed");
        await().atMost(PATIENCE).until(() -> rig.counted("broadsheet.feed.visits", "known") == 2);
        assertThat(told(0)).as("an older day than is known").isEmpty();
        assertThat(rig.number("SELECT count(*) FROM reader_visit WHERE day = ?", today().plusDays(2)))
                .isEqualTo(1);
    }

    @Test
    void whatCannotBeToldFailsNoCallAndIsToldByALaterOne() throws Exception {
        var reader = rig.as(ann);
        rig.update("ALTER TABLE reader_visit RENAME TO away");
        assertThat(reader.get("feed").code()).isEqualTo(200);
        await().atMost(PATIENCE).until(() -> rig.counted("broadsheet.feed.visits", "failed") == 1);
        assertThat(told(0)).isEmpty();

        rig.update("ALTER TABLE away RENAME TO reader_visit");
        assertThat(reader.get("feed").code()).isEqualTo(200);
        assertThat(told(1)).containsExactly(new ReaderSeen(ann, today()));
    }

    @Test
    void nothingIsKeptOfADeletedAccountAndNothingComesBack() throws Exception {
        rig.as(ann).get("feed");
        told(1);
        assertThat(visitsOf(ann)).isEqualTo(1);
        rig.deliver(new AccountDeleted(ann, Instant.now()));
        assertThat(visitsOf(ann)).isZero();

        // A call that was under way when the account ended.
        var bob = UUID.randomUUID();
        rig.update("INSERT INTO forgotten_user (user_id) VALUES (?)", bob);
        assertThat(rig.as(bob).get("feed").code()).isEqualTo(200);
        await().atMost(PATIENCE).until(() -> rig.counted("broadsheet.feed.visits", "known") == 1);
        assertThat(visitsOf(bob)).isZero();
        assertThat(told(1)).hasSize(1);
    }
}
