package org.broadsheet.ingest;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.broadsheet.events.ArticleResolved;
import org.broadsheet.events.CanonicalAddress;
import org.broadsheet.events.EntryIngested;
import org.broadsheet.testing.Answer;
import org.broadsheet.testing.FeedServer;
import org.broadsheet.testing.TestRabbit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of the pages that links lead to. */
@Timeout(120)
class PagesIT {
    private static FeedServer server;
    private static IngestRig rig;

    @BeforeAll
    static void start() throws Exception {
        server = FeedServer.start();
        rig = new IngestRig(TestRabbit.rabbitmq());
    }

    @AfterAll
    static void stop() {
        rig.close();
        server.close();
    }

    /** Has a link blog's feed read that has one entry, which leads to a page. */
    private EntryIngested linkTo(String path) {
        var page = server.url(path);
        var feed = server.serve("/feed-of" + path, "application/feed+json", """
                {"version": "https://jsonfeed.org/version/1.1", "title": "Links",
                 "items": [{"id": "%s", "external_url": "%s", "title": "Look at %s", "content_text": "Look"}]}""".formatted(page, page, path));
        rig.resolved(rig.subscribe(feed), 1);
        return rig.heard(EntryIngested.class, entry -> ("Look at " + path).equals(entry.title()));
    }

    private static String key(EntryIngested entry) {
        return entry.links().getFirst().linkKey();
    }

    private static ArticleResolved resolved(EntryIngested entry) {
        return resolved(entry, 1);
    }

    /** What was told of an entry's article, the first time or later. */
    private static ArticleResolved resolved(EntryIngested entry, int time) {
        return await().until(() -> tellings(entry), tellings -> tellings.size() >= time)
                .get(time - 1);
    }

    private static List<ArticleResolved> tellings(EntryIngested entry) {
        return rig.all(ArticleResolved.class).stream()
                .filter(event -> event.linkKey().equals(key(entry)))
                .sorted(Comparator.comparingLong(ArticleResolved::version))
                .toList();
    }

    private static String state(EntryIngested entry) {
        return rig.row("SELECT state || ' ' || tries || ' ' || coalesce(reason, '-') FROM page WHERE link_key = '"
                + key(entry) + "'");
    }

    @Test
    void aPageIsReadAndToldOfAfterItsEntry() {
        server.serve("/story", "text/html", """
                <html lang=en><title>Story</title><meta property=og:site_name content=Paper>
                <meta property=og:image content=/a.jpg><link rel=canonical href=%s><p>A text of some length, read by people.
                """.formatted(server.url("/story-itself")));
        var entry = linkTo("/story");
        var article = resolved(entry);
        assertThat(article.title()).isEqualTo("Story");
        assertThat(article.site()).isEqualTo("Paper");
        assertThat(article.imageUrl()).isEqualTo(server.url("/a.jpg").toString());
        assertThat(article.faviconUrl()).isEqualTo(server.url("/favicon.ico").toString());
        assertThat(article.excerpt()).startsWith("A text of some length");
        await().until(() -> state(entry).equals("read 1 -"));
    }

    /** Nothing reads a page twice yet; what comes of it when something does. */
    private static void readAgain(EntryIngested entry) {
        await().until(() -> state(entry).startsWith("read"));
        rig.update("UPDATE page SET state = 'waiting', next_at = now() WHERE link_key = '" + key(entry) + "'");
    }

    private static CanonicalAddress canonical(ArticleResolved article) {
        return requireNonNull(article.canonical(), "canonical");
    }

    private static String named(String path) {
        return "<title>Many names</title><link rel=canonical href='" + server.url(path) + "'>";
    }

    @Test
    void theAddressByWhichAPageWantsToBeKnownIsToldAndTakenBackWhenItIsGone() {
        server.serve("/many/print", "text/html", named("/many"));
        var entry = linkTo("/many/print");
        var canonical = canonical(resolved(entry, 1));
        assertThat(canonical.url()).isEqualTo(server.url("/many").toString());
        assertThat(canonical.ownUrl()).isEqualTo(server.url("/many/print").toString());
        assertThat(canonical.linkKey()).isEqualTo(key(linkTo("/many")));

        server.serve("/many/print", "text/html", named("/other"));
        readAgain(entry);
        assertThat(canonical(resolved(entry, 2)).url())
                .isEqualTo(server.url("/other").toString());

        server.serve("/many/print", "application/pdf", "%PDF-1.7");
        readAgain(entry);
        var last = resolved(entry, 3);
        assertThat(last.canonical()).isNull();
        assertThat(last.title()).isEqualTo("Many names");
    }

    @Test
    void aPageThatSaysTheSameAgainIsNotToldOfTwice() {
        server.serve("/steady/print", "text/html", named("/steady"));
        var entry = linkTo("/steady/print");
        var told = resolved(entry, 1);
        readAgain(entry);
        await().until(() -> state(entry).equals("read 2 -"));
        assertThat(rig.count("SELECT version FROM article WHERE link_key = '" + key(entry) + "'"))
                .isEqualTo(told.version());
    }

    @Test
    void whatTheOwnFeedSaysLaterKeepsTheAddressThatThePageNames() {
        server.serve("/kept/print", "text/html", named("/kept"));
        var entry = linkTo("/kept/print");
        resolved(entry, 1);
        var feed = server.serve("/kept.xml", "text/xml", """
                <rss version='2.0'><channel><title>Own</title><link>%s</link>
                <item><title>Said later</title><link>%s</link></item></channel></rss>""".formatted(server.url("/home"), server.url("/kept/print")));
        rig.resolved(rig.subscribe(feed), 1);
        var told = resolved(entry, 2);
        assertThat(told.title()).isEqualTo("Said later");
        assertThat(canonical(told).url()).isEqualTo(server.url("/kept").toString());
    }

    @Test
    void whatTheOwnFeedSaysCountsAndThePageFillsTheGaps() {
        server.serve("/own", "text/html", """
                <title>Of the page</title><meta name=author content="Ann Lee"><meta name=description content="The page's">""");
        var feed = server.serve("/own.xml", "text/xml", """
                <rss version='2.0'><channel><title>Own</title><link>%s</link>
                <item><title>Of the feed</title><link>%s</link><description>The feed's</description></item></channel></rss>""".formatted(server.url("/home"), server.url("/own")));
        rig.resolved(rig.subscribe(feed), 1);
        var entry = rig.heard(EntryIngested.class, event -> "Of the feed".equals(event.title()));
        var both =
                rig.heard(ArticleResolved.class, event -> event.linkKey().equals(key(entry)) && event.author() != null);
        assertThat(both.author()).isEqualTo("Ann Lee");
        assertThat(both.title()).isEqualTo("Of the feed");
        assertThat(both.excerpt()).isEqualTo("The feed's");
        assertThat(both.site()).isEqualTo("Own");
    }

    @Test
    void onePageIsFetchedOnceHoweverManyEntriesLeadToIt() {
        server.serve("/once", "text/html", "<title>Once</title>");
        var entry = linkTo("/once");
        assertThat(resolved(entry).title()).isEqualTo("Once");
        var again = server.serve("/again.xml", "text/xml", """
                <rss version='2.0'><channel><title>Again</title><item><guid>%s</guid><title>Again once</title>
                <link>%s</link></item></channel></rss>""".formatted(UUID.randomUUID(), server.url("/once")));
        rig.resolved(rig.subscribe(again), 1);
        var second = rig.heard(EntryIngested.class, event -> "Again once".equals(event.title()));
        assertThat(key(second)).isEqualTo(key(entry));
        rig.settle();
        assertThat(server.requests("/once")).hasSize(1);
    }

    @Test
    void aPageThatSaysLittleIsAskedForMoreByOembed() {
        server.serve("/embed.json", "application/json", """
                {"type": "video", "title": "Of the embed", "author_name": "Bo", "provider_name": "Videos",
                 "html": "<script>alert(1)</script>", "thumbnail_url": "%s"}""".formatted(server.url("/t.jpg")));
        server.serve("/video", "text/html", "<link type='application/json+oembed' href='/embed.json'>");
        var article = resolved(linkTo("/video"));
        assertThat(article.title()).isEqualTo("Of the embed");
        assertThat(article.author()).isEqualTo("Bo");
        assertThat(article.site()).isEqualTo("Videos");
        assertThat(article.imageUrl()).isEqualTo(server.url("/t.jpg").toString());
        assertThat(article.excerpt()).isNull();
    }

    @Test
    void anEmbedAtAnAddressThatIsNotPublicIsNotAskedFor() {
        server.serve(
                "/inside",
                "text/html",
                "<title>Kept</title><link type='application/json+oembed' href='http://169.254.169.254/latest'>");
        assertThat(resolved(linkTo("/inside")).title()).isEqualTo("Kept");
    }

    @Test
    void whatIsNoPageIsReadAsNothing() {
        server.serve("/paper.pdf", "application/pdf", "%PDF-1.7");
        var entry = linkTo("/paper.pdf");
        await().until(() -> state(entry).equals("read 1 -"));
    }

    @Test
    void aPageThatIsNotThereIsGivenUpAtOnce() {
        var entry = linkTo("/missing");
        await().until(() -> state(entry).startsWith("given_up 1 The server answered with HTTP 404"));
    }

    @Test
    void aPageThatFailsForNowIsTriedThreeTimes() {
        var unused = server.serve("/broken", Answer.status(500));
        var entry = linkTo("/broken");
        for (int tries = 1; tries < 3; tries++) {
            String tried = "waiting " + tries;
            await().until(() -> state(entry).startsWith(tried));
            assertThat(rig.count("SELECT extract(epoch FROM next_at - now()) FROM page WHERE link_key = '" + key(entry)
                            + "'"))
                    .isGreaterThan(500);
            rig.update("UPDATE page SET next_at = now() WHERE link_key = '" + key(entry) + "'");
        }
        await().until(() -> state(entry).startsWith("given_up 3 The server answered with HTTP 500"));
    }

    @Test
    void aHostThatIsAwayIsLeftAloneWithAllOfItsPages() {
        rig.update("""
                INSERT INTO page (link_key, url, host, next_at)
                SELECT repeat(md5('away' || n), 2), 'http://away.invalid/' || n, 'away.invalid', now() + n * interval '1 minute'
                  FROM generate_series(0, 5) AS n""");
        await().until(() -> rig.count("SELECT count(*) FROM page WHERE host = 'away.invalid' AND tries = 1") == 1);
        assertThat(rig.count("""
                SELECT count(*) FROM page WHERE host = 'away.invalid' AND next_at < now() + interval '9 minutes'""")).isZero();
    }
}
