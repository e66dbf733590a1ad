package org.broadsheet.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.events.ConnectionState;
import org.broadsheet.events.EntryIngested;
import org.broadsheet.events.SourceState;
import org.broadsheet.events.SourceSubscribed;
import org.broadsheet.networks.TimelineAddress;
import org.broadsheet.testing.network.TimelineFault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The timelines of connected accounts, as entries. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
class TimelinesIT {
    private TimelineRig rig;
    private int count;

    @BeforeAll
    void start() throws JsonProcessingException {
        rig = new TimelineRig(2, Map.of("broadsheet.x.monthly-cap", "1000"));
    }

    @AfterAll
    void stop() {
        rig.close();
    }

    private String link() {
        return "https://news.example/" + ++count;
    }

    @ParameterizedTest
    @ValueSource(strings = {"mastodon", "bluesky", "app-password", "x"})
    void whatIsPostedAndRepostedByThoseWhoAreFollowedIsTold(String kind) {
        var timeline = rig.timeline(kind);
        var own = link();
        var others = link();
        rig.clock.advance(Duration.ofSeconds(5));
        timeline.post("ann", "look " + own, own);
        timeline.post("ann", "nothing to see " + own, null);
        var stranger = timeline.post("stranger", "seen " + others, others);
        rig.clock.advance(Duration.ofSeconds(5));
        timeline.repost("ann", stranger);

        var connection = rig.holding.open(kind);
        var address = rig.subscribe(connection);
        var polled = rig.polled(address, poll -> poll.state() == SourceState.ACTIVE);
        assertThat(polled.title()).isEqualTo("Home of @" + connection.handle());
        assertThat(polled.nextPollAt())
                .isBetween(
                        Instant.now().plus(Duration.ofMinutes(17)),
                        Instant.now().plus(Duration.ofHours(7)));
        var told = rig.entries(address).stream()
                .filter(entry -> entry.links().stream()
                        .anyMatch(found -> List.of(own, others).contains(found.url())))
                .toList();
        assertThat(told).hasSize(2).allSatisfy(entry -> {
            assertThat(entry.version()).isEqualTo(1);
            assertThat(entry.sharer().name()).isEqualTo("ann");
            assertThat(entry.sharer().network()).isEqualTo(connection.network());
            assertThat(entry.sharer().key())
                    .startsWith(connection.network().wireName() + ":")
                    .contains("ann");
        });
        assertThat(told).extracting(EntryIngested::sharedAt).allMatch(at -> at.isBefore(Instant.now()));
        timeline.delete(stranger);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mastodon", "bluesky"})
    void anEditIsAVersionAndWhatIsTakenBackSaysNothingAnyMore(String kind) {
        var timeline = rig.timeline(kind);
        var connection = rig.holding.open(kind);
        var first = link();
        var second = link();
        var third = link();
        rig.clock.advance(Duration.ofSeconds(5));
        var edited = timeline.post("ann", "first", first);
        var deleted = timeline.post("ann", "soon gone", third);
        rig.clock.advance(Duration.ofSeconds(5));
        timeline.post("ann", "stays", first);
        var address = rig.subscribe(connection);
        rig.polled(address, poll -> poll.state() == SourceState.ACTIVE);
        assertThat(rig.present(address).values()).contains(List.of(third));

        timeline.edit(edited, "second", second);
        timeline.delete(deleted);
        rig.poll(address);
        var present = rig.present(address);
        assertThat(present.keySet())
                .anyMatch(text -> text.startsWith("ann: second"))
                .anyMatch(text -> text.startsWith("ann: stays"))
                .noneMatch(text -> text.startsWith("ann: first") || text.startsWith("ann: soon gone"));
        assertThat(present.values()).contains(List.of(second)).doesNotContain(List.of(third));
        assertThat(rig.entries(address))
                .filteredOn(entry -> entry.sharer().key().equals("withdrawn"))
                .singleElement()
                .satisfies(gone -> {
                    assertThat(gone.version()).isEqualTo(2);
                    assertThat(gone.text()).isNull();
                    assertThat(gone.url()).isNull();
                });
        rig.poll(address);
        assertThat(rig.present(address)).isEqualTo(present);
    }

    @Test
    void nobodyReadsTheTimelineOfSomebodyElsesConnection() {
        rig.clock.advance(Duration.ofSeconds(5));
        rig.timeline("mastodon").post("ann", "private", link());
        var connection = rig.holding.open("mastodon");
        var address = rig.subscribe(connection.connectionId(), UUID.randomUUID());
        var polled = rig.polled(address, poll -> poll.state() == SourceState.FAILING);
        assertThat(polled.reason()).isEqualTo("The account is not connected.");
        assertThat(rig.entries(address)).isEmpty();
        rig.subscribe(connection);
        assertThat(rig.poll(address).state()).isEqualTo(SourceState.FAILING);
        assertThat(rig.entries(address)).isEmpty();
    }

    @Test
    void aTimelineThatIsSubscribedBeforeItsAccountIsHereIsReadOnceItIs() {
        rig.clock.advance(Duration.ofSeconds(5));
        var own = link();
        rig.timeline("bluesky").post("ann", "early", own);
        var opened = rig.holding.opened(UUID.randomUUID(), UUID.randomUUID(), 1, rig.holding.connect("app-password"));
        var address = rig.subscribe(opened);
        rig.polled(address, poll -> poll.state() == SourceState.FAILING);
        rig.holding.deliver(opened);
        rig.polled(address, poll -> poll.state() == SourceState.ACTIVE);
        assertThat(rig.present(address).values()).contains(List.of(own));
        assertThat(rig.holding.rows().texts("SELECT host FROM source WHERE url = '" + address + "'"))
                .singleElement()
                .asString()
                .startsWith("timelines at 127.0.0.1:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mastodon", "bluesky", "x"})
    void whatGoesWrongIsSaidInWordsAndLosesNothing(String kind) {
        var timeline = rig.timeline(kind);
        var connection = rig.holding.open(kind);
        var before = link();
        rig.clock.advance(Duration.ofSeconds(5));
        timeline.post("ann", "before", before);
        var address = rig.subscribe(connection);
        rig.polled(address, poll -> poll.state() == SourceState.ACTIVE);
        var after = link();
        rig.clock.advance(Duration.ofSeconds(5));
        timeline.post("ann", "after", after);
        rig.clock.set(Instant.now());

        var words = new LinkedHashMap<TimelineFault, String>();
        words.put(TimelineFault.RATE_LIMITED, "no more questions before");
        words.put(TimelineFault.BROKEN, "answer");
        if (kind.equals("mastodon")) {
            words.put(TimelineFault.COLD, "putting this timeline together");
        }
        if (kind.equals("x")) {
            words.put(TimelineFault.SPENT, "paid for");
        }
        // Last, since nothing is asked any more where no new token can be had.
        words.put(TimelineFault.REVOKED, "account");
        words.forEach((fault, text) -> {
            timeline.misbehave(fault);
            var polled = rig.poll(address);
            assertThat(polled.state()).as(fault.name()).isEqualTo(SourceState.FAILING);
            assertThat(polled.reason()).as(fault.name()).contains(text);
            assertThat(polled.nextPollAt())
                    .as(fault.name())
                    .isAfter(Instant.now().plusSeconds(30));
        });
        timeline.misbehave();
        if (rig.holding.rows().of(connection.connectionId()).startsWith("expired")) {
            // The network refused the refreshed token, too: the reader connects again, which has everything read at
            // once.
            var failed = rig.polled(address, poll -> poll.state() == SourceState.FAILING);
            rig.holding.deliver(
                    rig.holding.opened(connection.connectionId(), connection.userId(), 2, rig.holding.connect(kind)));
            rig.polled(address, poll -> poll.state() == SourceState.ACTIVE && poll.version() > failed.version());
        } else {
            assertThat(rig.poll(address).state()).isEqualTo(SourceState.ACTIVE);
        }
        assertThat(rig.present(address).values()).contains(List.of(before), List.of(after));
        assertThat(rig.entries(address)).allMatch(entry -> entry.version() == 1);
        assertThat(rig.holding.reports(connection.connectionId()).getLast().state())
                .isEqualTo(ConnectionState.ACTIVE);
    }

    @Test
    void everyPullIsCountedAndAThoroughOneFindsWhatWasDeletedFarBelow() {
        var timeline = rig.timeline("mastodon");
        var connection = rig.holding.open("mastodon");
        rig.clock.advance(Duration.ofSeconds(1));
        var gone = timeline.post("ann", "far below", link());
        for (int i = 0; i < 60; i++) {
            rig.clock.advance(Duration.ofSeconds(1));
            timeline.post("ann", "more", link());
        }
        var address = rig.subscribe(connection);
        rig.polled(address, poll -> poll.state() == SourceState.ACTIVE);
        timeline.delete(gone);
        rig.poll(address);
        assertThat(rig.entries(address)).noneMatch(entry -> entry.links().isEmpty());

        rig.holding.rows().change("UPDATE timeline SET thorough_at = now() - interval '7 hours'");
        rig.poll(address);
        assertThat(rig.entries(address))
                .filteredOn(entry -> entry.links().isEmpty())
                .hasSize(1);
    }

    @Test
    void aTimelineThatSilentlyStopsIsNoticed() {
        var connection = rig.holding.open("mastodon");
        var address = rig.subscribe(connection);
        rig.polled(address, poll -> poll.state() == SourceState.ACTIVE);
        assertThat(rig.holding.countStale()).isZero();
        rig.holding
                .rows()
                .change("UPDATE timeline SET read_at = now() - interval '8 hours' WHERE source_id = '"
                        + rig.sourceId(address) + "'");
        assertThat(rig.holding.countStale()).isEqualTo(1);
        rig.poll(address);
        assertThat(rig.holding.countStale()).isZero();
    }

    @Test
    void aListThatDoesNotExistAnyMoreIsGoneUntilTheAccountIsConnectedAgain() {
        var connection = rig.holding.open("mastodon");
        var address = new TimelineAddress(connection.connectionId(), TimelineAddress.Kind.LIST, "77").toString();
        rig.holding.deliver(new SourceSubscribed(UUID.randomUUID(), connection.userId(), address, Instant.now()));
        var gone = rig.polled(address, poll -> poll.state() != SourceState.PENDING);
        assertThat(gone.state()).isEqualTo(SourceState.GONE);
        assertThat(gone.nextPollAt()).isNull();

        rig.holding.deliver(
                rig.holding.opened(connection.connectionId(), connection.userId(), 2, rig.holding.connect("mastodon")));
        var again = rig.polled(address, poll -> poll.version() > gone.version());
        assertThat(again.state()).isEqualTo(SourceState.GONE);
    }
}
