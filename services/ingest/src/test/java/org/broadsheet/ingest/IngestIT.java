package org.broadsheet.ingest;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.broadsheet.events.AccountDeleted;
import org.broadsheet.events.ArticleResolved;
import org.broadsheet.events.EntryIngested;
import org.broadsheet.events.EntryLink;
import org.broadsheet.events.MessageType;
import org.broadsheet.events.PollDue;
import org.broadsheet.events.SourcePolled;
import org.broadsheet.events.SourceState;
import org.broadsheet.events.SourceSubscribed;
import org.broadsheet.events.SourceUnsubscribed;
import org.broadsheet.testing.Answer;
import org.broadsheet.testing.Broker;
import org.broadsheet.testing.FeedServer;
import org.broadsheet.testing.TestRabbit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class IngestIT {
    private static FeedServer feeds;
    private static IngestRig rig;

    @BeforeAll
    static void start() throws Exception {
        feeds = FeedServer.start();
        rig = new IngestRig(TestRabbit.rabbitmq());
    }

    @AfterAll
    static void stop() {
        rig.close();
        feeds.close();
    }

    @ParameterizedTest
    @MethodSource("org.broadsheet.testing.TestRabbit#brokers")
    void aSubscribedFeedIsReadAndToldOnEveryBroker(Broker broker) throws Exception {
        try (var own = new IngestRig(broker)) {
            var url = feeds.serve("/told.xml", "application/rss+xml", rss(item("1", "One"), item("2", "Two")));
            var subscription = own.subscribe(url);
            var source = own.resolved(subscription, 1).sourceId();
            var polled = own.polled(source, event -> event.state() == SourceState.ACTIVE);
            assertThat(polled.entries()).isEqualTo(2);
            assertThat(polled.title()).isEqualTo("Sample");
            assertThat(polled.feedUrl()).isEqualTo(url.toString());
            assertThat(polled.nextPollAt()).isAfter(Instant.now().plus(Duration.ofMinutes(4)));
            await().until(() -> own.entries(source).size() == 2);
            var entry = own.heard(EntryIngested.class, event -> "One".equals(event.title()));
            assertThat(entry.version()).isEqualTo(1);
            assertThat(entry.url()).isEqualTo(feeds.url("/entries/1").toString());
            assertThat(entry.sharer().name()).isEqualTo("Sample");
            assertThat(entry.links()).extracting(EntryLink::title).containsExactly("One");
            assertThat(entry.links()).extracting(EntryLink::domain).containsExactly("127.0.0.1");
            var article = own.heard(ArticleResolved.class, event -> "One".equals(event.title()));
            assertThat(article.linkKey()).isEqualTo(entry.links().getFirst().linkKey());
            assertThat(article.site()).isEqualTo("Sample");
        }
    }

    @Test
    void aPageLeadsToTheFeedThatItNames() {
        var feed = feeds.serve("/page/feed.xml", "text/xml", rss(item("p1", "From the page")));
        var page = feeds.serve(
                "/page/",
                "text/html",
                "<html><head><link rel=alternate type=application/rss+xml href=feed.xml></head><body>hi</body></html>");
        var subscription = rig.subscribe(page);
        var first = rig.resolved(subscription, 1);
        var second = rig.resolved(subscription, 2);
        assertThat(second.sourceId()).isNotEqualTo(first.sourceId());
        assertThat(second.userId()).isEqualTo(subscription.userId());
        assertThat(rig.polled(second.sourceId(), event -> event.state() == SourceState.ACTIVE)
                        .feedUrl())
                .isEqualTo(feed.toString());
        // Who gives the page's address from now on reads the feed at once.
        assertThat(rig.resolved(rig.subscribe(page), 1).sourceId()).isEqualTo(second.sourceId());
    }

    @Test
    void aPageWithoutALinkLeadsToTheUsualPlace() {
        var site = FeedServer.start();
        try (site) {
            site.serve("/rss.xml", "text/xml", rss(item("u1", "Usual")));
            var subscription = rig.subscribe(site.serve("/about", "text/html", "<html><body>hi"));
            var source = rig.resolved(subscription, 2).sourceId();
            assertThat(rig.polled(source, event -> event.state() == SourceState.ACTIVE)
                            .feedUrl())
                    .isEqualTo(site.url("/rss.xml").toString());
        }
    }

    @Test
    void aSecondReaderSharesTheSourceAndCausesNoFetch() {
        var url = feeds.serve("/shared.xml", "text/xml", rss(item("s1", "Shared")));
        var source = rig.resolved(rig.subscribe(url), 1).sourceId();
        rig.polled(source, event -> event.state() == SourceState.ACTIVE);
        int fetches = feeds.requests("/shared.xml").size();
        var second = rig.subscribe(url + "#fragment");
        assertThat(rig.resolved(second, 1).sourceId()).isEqualTo(source);
        var told = rig.polled(source, event -> event.version() == 2);
        assertThat(told.entries()).isEqualTo(1);
        rig.settle();
        assertThat(feeds.requests("/shared.xml")).hasSize(fetches);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /nothing-here  |                                              | The server answered with HTTP 404 (not found).
            /plain         | just words                                   | The address answers with something that is not a feed.
            /page-alone    | <html><body>Hello                            | The address shows a web page that names no feed.
            /svg           | <svg xmlns='http://www.w3.org/2000/svg'/>    | The address answers with XML that is not a feed (<svg>).
            /broken        | <rss><<<>                                    | The feed's XML is broken.
            /json          | {"version": "https://jsonfeed.org/version/1" | The feed's JSON is broken.
            /empty         | ' '                                          | The address answers with nothing.
            """)
    void aSourceThatCannotBeReadSaysWhy(String path, String body, String reason) {
        if (body != null) {
            feeds.serve(path, "text/plain", body);
        }
        var source = rig.resolved(rig.subscribe(feeds.url(path)), 1).sourceId();
        var polled = rig.polled(source, event -> event.state() == SourceState.FAILING);
        assertThat(polled.reason()).isEqualTo(reason);
        assertThat(polled.nextPollAt()).isAfter(Instant.now());
        assertThat(polled.entries()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "http://10.0.0.1/feed, The address could not be reached.",
        "http://127.0.0.1:1/feed, The address could not be reached.",
        "http://no-such-host.invalid/feed, The address could not be reached.",
        "ftp://files.example/feed, This is not an address that can be read: only http and https addresses can be read."
    })
    void anAddressThatIsNotReachedSaysNothingAboutWhy(String url, String reason) {
        var source = rig.resolved(rig.subscribe(url), 1).sourceId();
        assertThat(rig.polled(source, event -> event.state() == SourceState.FAILING)
                        .reason())
                .isEqualTo(reason);
    }

    @Test
    void aRedirectToAPrivateAddressIsNotFollowed() {
        var source = rig.resolved(rig.subscribe(feeds.serve("/inward", Answer.redirect(302, "http://[::1]:9/"))), 1)
                .sourceId();
        assertThat(rig.polled(source, event -> event.state() == SourceState.FAILING)
                        .reason())
                .isEqualTo("The address could not be reached.");
    }

    @Test
    void aGoneSourceIsNotPolledAgain() {
        var source = rig.resolved(rig.subscribe(feeds.serve("/gone", Answer.status(410))), 1)
                .sourceId();
        var polled = rig.polled(source, event -> event.state() == SourceState.GONE);
        assertThat(polled.nextPollAt()).isNull();
        rig.subscribe(feeds.url("/gone"));
        rig.polled(source, event -> event.version() == 2);
        assertThat(rig.count("SELECT count(*) FROM source WHERE next_poll_at IS NOT NULL AND id = '" + source + "'"))
                .isZero();
    }

    @Test
    void aSecondPollAsksConditionallyAndTellsOnlyWhatIsNewOrChanged() {
        var url = feeds.serve(
                "/grows.xml",
                Answer.of("text/xml", rss(item("g1", "One"), item("g2", "Two"))).withHeader("ETag", "W/\"v1\""));
        var source = rig.resolved(rig.subscribe(url), 1).sourceId();
        await().until(() -> rig.entries(source).size() == 2);
        rig.pollAgain(source);
        assertThat(feeds.requests("/grows.xml").getLast().header("If-None-Match"))
                .contains("W/\"v1\"");
        assertThat(rig.entries(source)).hasSize(2);

        feeds.serve(
                "/grows.xml",
                Answer.of("text/xml", rss(item("g3", "Three"), item("g1", "One, corrected"), item("g2", "Two")))
                        .withHeader("ETag", "W/\"v2\""));
        assertThat(rig.pollAgain(source).entries()).isEqualTo(3);
        await().until(() -> rig.entries(source).size() == 4);
        assertThat(rig.entries(source))
                .filteredOn(event -> event.version() == 2)
                .singleElement()
                .satisfies(event -> assertThat(event.title()).isEqualTo("One, corrected"));
        var first = rig.entries(source).stream()
                .filter(event -> "One".equals(event.title()))
                .findFirst()
                .orElseThrow();
        assertThat(rig.entries(source))
                .filteredOn(event -> event.entryId().equals(first.entryId()))
                .extracting(EntryIngested::sharedAt)
                .containsOnly(first.sharedAt());
    }

    @Test
    void theSameBodyIsNotReadTwiceWithoutValidatorsEither() {
        var url = feeds.serve("/same.xml", "text/xml", rss(item("b1", "One")));
        var source = rig.resolved(rig.subscribe(url), 1).sourceId();
        rig.polled(source, event -> event.state() == SourceState.ACTIVE);
        var again = rig.pollAgain(source);
        assertThat(again.state()).isEqualTo(SourceState.ACTIVE);
        assertThat(again.entries()).isEqualTo(1);
        rig.settle();
        assertThat(rig.entries(source)).hasSize(1);
    }

    @Test
    void aFailingSourceRecoversAndKeepsItsEntries() {
        var url = feeds.serve("/flaky.xml", "text/xml", rss(item("f1", "One")));
        var source = rig.resolved(rig.subscribe(url), 1).sourceId();
        rig.polled(source, event -> event.state() == SourceState.ACTIVE);
        feeds.serve("/flaky.xml", Answer.status(500));
        var failing = rig.pollAgain(source);
        assertThat(failing.state()).isEqualTo(SourceState.FAILING);
        assertThat(failing.reason()).isEqualTo("The server answered with HTTP 500 (internal error).");
        assertThat(failing.title()).isEqualTo("Sample");
        feeds.serve("/flaky.xml", "text/html", "<html><body>Maintenance");
        assertThat(rig.pollAgain(source).reason()).isEqualTo("The address shows a web page where the feed was.");
        feeds.serve("/flaky.xml", "text/xml", rss(item("f1", "One"), item("f2", "Two")));
        var recovered = rig.pollAgain(source);
        assertThat(recovered.state()).isEqualTo(SourceState.ACTIVE);
        assertThat(recovered.reason()).isNull();
        assertThat(recovered.entries()).isEqualTo(2);
    }

    @Test
    void aPermanentRedirectIsBelievedWhenItHolds() {
        var target = feeds.serve("/new-home.xml", "text/xml", rss(item("m1", "One")));
        var url = feeds.serve("/old-home.xml", Answer.redirect(301, target.toString()));
        var source = rig.resolved(rig.subscribe(url), 1).sourceId();
        rig.polled(source, event -> event.state() == SourceState.ACTIVE);
        for (int i = 0; i < 2; i++) {
            feeds.serve("/new-home.xml", "text/xml", rss(item("m1", "One"), item("m" + i, "More")));
            rig.pollAgain(source);
        }
        assertThat(rig.all(SourcePolled.class).stream()
                        .filter(event -> event.sourceId().equals(source))
                        .toList()
                        .getLast()
                        .feedUrl())
                .isEqualTo(target.toString());
    }

    @Test
    void anEndThatOvertakesItsBeginningIsFinal() {
        var url = feeds.serve("/overtaken.xml", "text/xml", rss(item("o1", "One")));
        var subscription = new SourceSubscribed(UUID.randomUUID(), UUID.randomUUID(), url.toString(), Instant.now());
        rig.say(new SourceUnsubscribed(subscription.subscriptionId(), subscription.userId(), Instant.now()));
        await().until(() -> rig.count("SELECT count(*) FROM subscription WHERE ended AND id = '"
                        + subscription.subscriptionId() + "'")
                == 1);
        rig.say(subscription);
        await().until(() -> rig.count("SELECT count(*) FROM source WHERE url = '" + url + "'") == 1);
        rig.settle();
        assertThat(feeds.requests("/overtaken.xml")).isEmpty();
    }

    @Test
    void aSourceThatNobodyReadsRestsAndWakesForANewReader() {
        var url = feeds.serve("/rests.xml", "text/xml", rss(item("r1", "One")));
        var subscription = rig.subscribe(url);
        var source = rig.resolved(subscription, 1).sourceId();
        rig.polled(source, event -> event.state() == SourceState.ACTIVE);
        rig.say(new SourceUnsubscribed(subscription.subscriptionId(), subscription.userId(), Instant.now()));
        String polledBy = "SELECT count(*) FROM source WHERE next_poll_at IS NOT NULL AND id = '" + source + "'";
        await().until(() -> rig.count(polledBy) == 0);
        int fetches = feeds.requests("/rests.xml").size();
        assertThat(rig.resolved(rig.subscribe(url), 1).sourceId()).isEqualTo(source);
        await().until(() -> feeds.requests("/rests.xml").size() == fetches + 1);
    }

    @Test
    void aDeletedAccountReadsNothingAndNothingLateRevivesIt() {
        var url = feeds.serve("/forgotten.xml", "text/xml", rss(item("d1", "One")));
        var subscription = rig.subscribe(url);
        rig.polled(rig.resolved(subscription, 1).sourceId(), event -> event.state() == SourceState.ACTIVE);
        rig.say(new AccountDeleted(subscription.userId(), Instant.now()));
        String rows = "SELECT count(*) FROM subscription WHERE user_id = '" + subscription.userId() + "'";
        await().until(() -> rig.count(rows) == 0);
        var late = new SourceSubscribed(UUID.randomUUID(), subscription.userId(), url.toString(), Instant.now());
        rig.say(late);
        await().until(() ->
                rig.count("SELECT count(*) FROM inbox WHERE message_id = '" + MessageType.messageId(late) + "'") == 1);
        assertThat(rig.count(rows)).isZero();
        assertThat(rig.count("SELECT count(*) FROM source WHERE next_poll_at IS NOT NULL AND url = '" + url + "'"))
                .isZero();
    }

    @Test
    void ofANewSourceTheNewestAndTheYoungAreTold() {
        String old = IntStream.range(0, 100)
                .mapToObj(i -> item("old" + i, "Old " + i, Instant.now().minus(400 + i, ChronoUnit.DAYS)))
                .collect(joining());
        var archive = rig.resolved(rig.subscribe(feeds.serve("/archive.xml", "text/xml", rss(old))), 1)
                .sourceId();
        assertThat(rig.polled(archive, event -> event.state() == SourceState.ACTIVE)
                        .entries())
                .isEqualTo(100);
        String young = IntStream.range(0, 80)
                .mapToObj(i -> item("young" + i, "Young " + i, Instant.now().minus(i, ChronoUnit.HOURS)))
                .collect(joining());
        var busy = rig.resolved(rig.subscribe(feeds.serve("/busy.xml", "text/xml", rss(young + old))), 1)
                .sourceId();
        await().until(() -> rig.entries(busy).size() == 80);
        await().until(() -> rig.entries(archive).size() == 50);
        assertThat(rig.entries(archive)).extracting(EntryIngested::title).contains("Old 0", "Old 49");
        assertThat(rig.entries(archive))
                .extracting(EntryIngested::sharedAt)
                .allMatch(date -> date.isBefore(Instant.now().minus(390, ChronoUnit.DAYS)));
        // What was left out is not new the next time.
        feeds.serve("/archive.xml", "text/xml", rss(old + item("old-new", "New")));
        rig.pollAgain(archive);
        await().until(() -> rig.entries(archive).size() == 51);
    }

    @Test
    void aPollThatWasOvertakenHasNoEffect() {
        var url = feeds.serve("/stale.xml", "text/xml", rss(item("t1", "One")));
        var source = rig.resolved(rig.subscribe(url), 1).sourceId();
        rig.polled(source, event -> event.state() == SourceState.ACTIVE);
        int fetches = feeds.requests("/stale.xml").size();
        var stale = new PollDue(source, Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MILLIS));
        rig.say(stale);
        await().until(() ->
                rig.count("SELECT count(*) FROM inbox WHERE message_id = '" + MessageType.messageId(stale) + "'") == 1);
        assertThat(feeds.requests("/stale.xml")).hasSize(fetches);
    }

    @Test
    void thoughAHundredSourcesAreDueAtOnceEachIsPolledOnce() {
        try (var site = FeedServer.start()) {
            var sources = IntStream.range(0, 100)
                    .mapToObj(i -> site.serve("/many/" + i, "text/xml", rss(item("n" + i, "Entry " + i))))
                    .map(rig::subscribe)
                    .toList()
                    .stream()
                    .map(subscription -> rig.resolved(subscription, 1).sourceId())
                    .toList();
            sources.forEach(source -> rig.polled(source, event -> event.state() == SourceState.ACTIVE));
            rig.settle();
            assertThat(site.requests()).hasSize(100);
            assertThat(sources)
                    .allSatisfy(source -> assertThat(rig.entries(source)).hasSize(1));
        }
    }

    private static String rss(String... items) {
        return "<rss version='2.0'><channel><title>Sample</title><link>" + feeds.url("/") + "</link>"
                + String.join("", List.of(items)) + "</channel></rss>";
    }

    private static String item(String id, String title) {
        return item(id, title, Instant.now().truncatedTo(ChronoUnit.DAYS).minus(1, ChronoUnit.DAYS));
    }

    private static String item(String id, String title, Instant date) {
        return "<item><guid isPermaLink='false'>" + id + "</guid><title>" + title + "</title><link>"
                + feeds.url("/entries/" + id) + "</link><pubDate>" + date + "</pubDate></item>";
    }
}
