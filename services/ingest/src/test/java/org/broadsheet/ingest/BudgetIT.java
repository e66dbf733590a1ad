package org.broadsheet.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.events.ConnectionState;
import org.broadsheet.events.SourceState;
import org.broadsheet.events.Spending;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What X may cost. Every post of these tests costs a cent. */
class BudgetIT {
    @SuppressWarnings("NullAway.Init")
    private TimelineRig rig;

    private void start(String monthlyCap) throws JsonProcessingException {
        rig = new TimelineRig(2, Map.of("broadsheet.x.monthly-cap", monthlyCap, "broadsheet.x.post-price", "0.01"));
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private void post(int count) {
        for (int i = 0; i < count; i++) {
            rig.clock.advance(Duration.ofSeconds(1));
            rig.x.timeline().post("ann", "post", "https://news.example/" + UUID.randomUUID());
        }
    }

    private long microsSpent(UUID userId) {
        return Long.parseLong(rig.holding
                .rows()
                .texts("SELECT sum(micros) FROM spending WHERE user_id = '" + userId + "'")
                .getFirst());
    }

    @Test
    void whatIsReadIsOnTheMeter() throws JsonProcessingException {
        start("1000");
        post(7);
        var connection = rig.holding.open("x");
        var address = rig.subscribe(connection);
        rig.polled(address, poll -> poll.state() == SourceState.ACTIVE);
        rig.poll(address);
        post(2);
        rig.poll(address);
        assertThat(microsSpent(connection.userId())).isEqualTo(90_000);
        assertThat(rig.x.timeline().served()).isEqualTo(9);
        assertThat(rig.holding.reports(connection.connectionId()).getLast().spending())
                .isEqualTo(new Spending(9, 100_000));
    }

    @Test
    void theMonthsCapIsNeverCrossedAndReadingEndsWithAClearState() throws JsonProcessingException {
        start("0.50");
        post(200);
        var connection = rig.holding.open("x");
        var address = rig.subscribe(connection);
        // As if the whole month's budget were open: its part of the day is measured elsewhere.
        var polled = rig.polled(address, poll -> poll.lastPollAt() != null);
        for (int i = 0; i < 12 && polled.state() == SourceState.ACTIVE; i++) {
            post(20);
            polled = rig.poll(address);
        }
        assertThat(rig.x.timeline().served()).isLessThanOrEqualTo(50);
        assertThat(microsSpent(connection.userId())).isLessThanOrEqualTo(500_000);
        assertThat(polled.state()).isEqualTo(SourceState.FAILING);
        assertThat(polled.reason()).contains("budget for X is used up; reading goes on on");
        assertThat(polled.nextPollAt()).isAfter(tomorrow());
    }

    @Test
    void whereNothingIsAllowedNothingIsAsked() throws JsonProcessingException {
        start("0");
        post(3);
        var connection = rig.holding.open("x");
        var address = rig.subscribe(connection);
        var polled = rig.polled(address, poll -> poll.state() == SourceState.FAILING);
        assertThat(polled.reason()).startsWith("This month's budget for X is used up");
        assertThat(rig.x.timeline().served()).isZero();
        assertThat(rig.holding.reports(connection.connectionId()).getLast()).satisfies(report -> {
            assertThat(report.state()).isEqualTo(ConnectionState.SPENT);
            assertThat(report.spending()).isEqualTo(new Spending(0, 0));
        });
    }

    @Test
    void twoConnectionsOfOneUserShareTheBudgetHoweverTheyArePolled() throws JsonProcessingException {
        start("0.60");
        post(300);
        var first = rig.holding.open("x");
        var second = rig.holding.opened(UUID.randomUUID(), first.userId(), 1, rig.holding.connect("x"));
        rig.holding.deliver(second);
        var one = rig.subscribe(first);
        var other = rig.subscribe(second);
        rig.polled(one, poll -> poll.lastPollAt() != null);
        rig.polled(other, poll -> poll.lastPollAt() != null);
        rig.poll(one);
        rig.poll(other);
        assertThat(rig.x.timeline().served()).isLessThanOrEqualTo(60);
        assertThat(microsSpent(first.userId())).isLessThanOrEqualTo(600_000);
    }

    private static Instant tomorrow() {
        return LocalDate.now(ZoneOffset.UTC)
                .plusDays(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }
}
