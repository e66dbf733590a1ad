package org.broadsheet.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.broadsheet.events.EntryIngested;
import org.broadsheet.events.EntryLink;
import org.broadsheet.events.SourceState;
import org.broadsheet.testing.Answer;
import org.broadsheet.testing.network.DoublePost;
import org.broadsheet.testing.network.DoubleTimeline;
import org.broadsheet.testing.network.NetworkServer;
import org.broadsheet.testing.network.TimelineFault;
import org.broadsheet.testing.network.XServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks that refuse, stall, repeat themselves, answer too much or lead elsewhere; row 39 of the hostile inputs. */
@Timeout(240)
class MisbehavingNetworksIT {
    private static final long SEED = 20261121;
    private static final int ROUNDS = 12;
    private static final int MANY = 10_000;
    private static final String MASTODON = "/api/v1/timelines/home";
    private static final String BLUESKY = "/xrpc/app.bsky.feed.getTimeline";
    private static final String X = "/2/users/" + XServer.ACCOUNT_ID + "/timelines/reverse_chronological";

    private TimelineRig rig;
    private NetworkServer sink;
    private int count;

    @BeforeEach
    void start() throws JsonProcessingException {
        rig = new TimelineRig(1, Map.of("broadsheet.x.monthly-cap", "1000"));
        sink = new NetworkServer();
    }

    @AfterEach
    void stop() {
        rig.close();
        sink.close();
        assertThat(sink.requests()).as("nobody is led elsewhere").isEmpty();
    }

    private String link() {
        return "https://news.example/odd/" + ++count;
    }

    private NetworkServer server(String kind) {
        return switch (kind) {
            case "mastodon" -> rig.holding.mastodon.server();
            case "x" -> rig.holding.x.server();
            default -> rig.holding.bluesky.pds();
        };
    }

    /** The newest version of each post as its readers have it: its only link. */
    private List<String> present(String address) {
        var newest = new HashMap<Object, EntryIngested>();
        rig.entries(address).forEach(entry -> newest.merge(entry.entryId(), entry, (older, newer) -> newer));
        return newest.values().stream()
                .flatMap(entry -> entry.links().stream())
                .map(EntryLink::url)
                .sorted()
                .toList();
    }

    /** What a timeline goes through in a day, at once: chance decides what comes after what, by a fixed seed. */
    private final class Day {
        private final Random random = new Random(SEED);
        private final String kind;
        private final DoubleTimeline timeline;
        private final List<TimelineFault> faults;
        private final List<DoublePost> posts = new ArrayList<>();

        Day(String kind) {
            this.kind = kind;
            this.timeline = rig.timeline(kind);
            this.faults = new ArrayList<>(List.of(
                    TimelineFault.RATE_LIMITED,
                    TimelineFault.BROKEN,
                    TimelineFault.DUPLICATES,
                    TimelineFault.SHORT_PAGES));
            if (kind.equals("mastodon")) {
                faults.add(TimelineFault.COLD);
            }
        }

        void happen() {
            for (int i = random.nextInt(5); i >= 0; i--) {
                rig.clock.advance(Duration.ofSeconds(5));
                posts.add(timeline.post("ann", "post", link()));
            }
            // X neither shows what is late below what is known, nor says what is gone.
            if (!kind.equals("x")) {
                var any = posts.get(random.nextInt(posts.size()));
                if (random.nextBoolean()) {
                    posts.remove(any);
                    timeline.delete(any);
                } else {
                    posts.set(posts.indexOf(any), timeline.edit(any, "edited", link()));
                }
            }
        }

        void misbehave() {
            timeline.misbehave(
                    random.nextInt(3) == 0
                            ? new TimelineFault[0]
                            : new TimelineFault[] {faults.get(random.nextInt(faults.size()))});
        }

        List<String> links() {
            return posts.stream()
                    .map(post -> String.valueOf(post.link()))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mastodon", "bluesky", "x"})
    void whateverHappensOnTheWayInTheEndEveryPostIsThereOnceAndNoneThatIsGone(String kind) {
        var day = new Day(kind);
        var connection = rig.holding.open(kind);
        day.happen();
        var address = rig.subscribe(connection);
        rig.polled(address, poll -> poll.state() == SourceState.ACTIVE);
        for (int round = 0; round < ROUNDS; round++) {
            day.happen();
            day.misbehave();
            // The double's minute of rest is by its own clock, an hour ago.
            var polled = rig.poll(address);
            assertThat(polled.state()).isIn(SourceState.ACTIVE, SourceState.FAILING);
        }
        day.timeline.misbehave();
        rig.holding.rows().change("UPDATE timeline SET thorough_at = now() - interval '7 hours'");
        assertThat(rig.poll(address).state()).isEqualTo(SourceState.ACTIVE);

        assertThat(present(address)).isEqualTo(day.links());
        var versions = rig.entries(address).stream()
                .collect(Collectors.groupingBy(
                        EntryIngested::entryId, Collectors.mapping(EntryIngested::version, Collectors.toList())));
        assertThat(versions.values())
                .as("each version once, in order")
                .allSatisfy(told -> assertThat(told)
                        .isEqualTo(IntStream.rangeClosed(1, told.size())
                                .mapToObj(Long::valueOf)
                                .toList()));
    }

    @Test
    void anAnswerThatNeverEndsIsAFailureAndLosesNothing() {
        var timeline = rig.timeline("mastodon");
        var first = link();
        rig.clock.advance(Duration.ofSeconds(5));
        timeline.post("ann", "first", first);
        var address = rig.subscribe(rig.holding.open("mastodon"));
        rig.polled(address, poll -> poll.state() == SourceState.ACTIVE);
        var second = link();
        rig.clock.advance(Duration.ofSeconds(5));
        timeline.post("ann", "second", second);
        timeline.misbehave(TimelineFault.SLOW);
        var failed = rig.poll(address);
        assertThat(failed.state()).isEqualTo(SourceState.FAILING);
        assertThat(failed.reason()).isNotBlank();
        timeline.misbehave();
        assertThat(rig.poll(address).state()).isEqualTo(SourceState.ACTIVE);
        assertThat(present(address)).isEqualTo(List.of(first, second));
    }

    @ParameterizedTest
    @CsvSource({"mastodon, " + MASTODON, "bluesky, " + BLUESKY, "x, " + X})
    void aTimelineThatRedirectsIsNotFollowed(String kind, String path) {
        server(kind).on(path, request -> Answer.redirect(307, sink.url(path).toString()));
        var address = rig.subscribe(rig.holding.open(kind));
        var failed = rig.polled(address, poll -> poll.state() == SourceState.FAILING);
        assertThat(failed.reason()).isNotBlank();
        assertThat(rig.entries(address)).isEmpty();
    }

    @Test
    void theNextPageIsAskedOfTheAccountsOwnServerWhoeverIsNamed() {
        server("mastodon")
                .on(
                        MASTODON,
                        request -> Answer.of(
                                        "application/json",
                                        request.path().contains("max_id") ? "[]" : "[" + status("1", "") + "]")
                                .withHeader("Link", "<" + sink.url(MASTODON) + "?max_id=1>; rel=\"next\""));
        var address = rig.subscribe(rig.holding.open("mastodon"));
        rig.polled(address, poll -> poll.state() == SourceState.ACTIVE);
        assertThat(server("mastodon").requests(MASTODON))
                .as("the second one is at home, too")
                .hasSizeGreaterThanOrEqualTo(2)
                .allMatch(request -> request.header("Authorization").isPresent());
    }

    private String status(String id, String more) {
        var base = server("mastodon").url();
        return """
                {"id": "%1$s", "uri": "%2$s/users/ann/statuses/%1$s", "url": "%2$s/@ann/%1$s", "visibility": "public",
                 "created_at": "%3$s", "spoiler_text": "", "content": "<p><a href='https://news.example/%1$s'>x</a></p>",
                 "account": {"id": "1", "acct": "ann", "display_name": "ann", "url": "%2$s/@ann", "uri": "%2$s/users/ann"}%4$s}""".formatted(id, base, Instant.now().minusSeconds(3_600), more);
    }

    @Test
    void ofAPageOfTenThousandPostsTwoHundredAreReadAndTheServiceGoesOn() {
        var page = IntStream.rangeClosed(1, MANY)
                .mapToObj(i -> status(String.valueOf(1_000_000 - i), ""))
                .collect(Collectors.joining(",", "[", "]"));
        server("mastodon")
                .on(
                        MASTODON,
                        request -> Answer.of("application/json", request.path().contains("_id=") ? "[]" : page));
        var address = rig.subscribe(rig.holding.open("mastodon"));
        rig.polled(address, poll -> poll.state() == SourceState.ACTIVE);
        assertThat(rig.entries(address)).hasSize(200);
        assertThat(rig.poll(address).state()).isEqualTo(SourceState.ACTIVE);
    }

    @Test
    void aPostWithTenThousandOfEverythingIsOneEntryWithTenLinks() {
        var links = IntStream.range(0, MANY)
                .mapToObj(i -> "<a href='https://many.example/" + i + "'>x</a>")
                .collect(Collectors.joining());
        var media = IntStream.range(0, MANY)
                .mapToObj(i -> "{'id': '%d', 'type': 'image', 'url': '%s'}"
                        .formatted(i, sink.url("/" + i))
                        .replace('\'', '"'))
                .collect(Collectors.joining(",", "[", "]"));
        var mentions = IntStream.range(0, MANY)
                .mapToObj(i -> "{\"acct\": \"a%1$d\", \"url\": \"%2$s\"}".formatted(i, sink.url("/@a" + i)))
                .collect(Collectors.joining(",", "[", "]"));
        var flood = status("1", ", \"media_attachments\": " + media + ", \"mentions\": " + mentions)
                .replace("<p>", "<p>" + links);
        server("mastodon")
                .on(
                        MASTODON,
                        request -> Answer.of(
                                "application/json", request.path().contains("_id=") ? "[]" : "[" + flood + "]"));
        var address = rig.subscribe(rig.holding.open("mastodon"));
        rig.polled(address, poll -> poll.state() == SourceState.ACTIVE);
        assertThat(rig.entries(address)).singleElement().satisfies(entry -> {
            assertThat(entry.links()).hasSize(10).allMatch(link -> link.host().equals("many.example"));
            assertThat(String.valueOf(entry.text())).hasSizeLessThanOrEqualTo(500);
        });
    }

    @Test
    void aTokenThatIsRevokedIsSaidAndWhatWasMissedComesAfterConnectingAgain() {
        var timeline = rig.timeline("mastodon");
        var connection = rig.holding.open("mastodon");
        var address = rig.subscribe(connection);
        var read = rig.polled(address, poll -> poll.state() == SourceState.ACTIVE);
        var missed = link();
        rig.clock.advance(Duration.ofSeconds(5));
        timeline.post("ann", "missed", missed);
        assertThat(rig.holding.access().revoke(rig.holding.credentials(connection)))
                .isTrue();
        var failed = rig.poll(address);
        assertThat(failed.state()).isEqualTo(SourceState.FAILING);
        assertThat(failed.reason()).startsWith("Connect the account again: ");
        rig.holding.deliver(
                rig.holding.opened(connection.connectionId(), connection.userId(), 2, rig.holding.connect("mastodon")));
        Predicate<org.broadsheet.events.SourcePolled> again = poll ->
                poll.state() == SourceState.ACTIVE && poll.version() > Math.max(read.version(), failed.version());
        assertThat(rig.polled(address, again).reason()).isNull();
        await().until(() -> present(address).equals(List.of(missed)));
    }
}
