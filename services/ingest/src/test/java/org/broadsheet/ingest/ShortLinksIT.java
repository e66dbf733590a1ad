package org.broadsheet.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.events.EntryIngested;
import org.broadsheet.events.EntryLink;
import org.broadsheet.events.SourceState;
import org.broadsheet.testing.Answer;
import org.broadsheet.testing.FeedServer;
import org.broadsheet.testing.TestRabbit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ShortLinksIT {
    private static final Answer LOST = Answer.status(404);

    private static FeedServer feeds;
    private static FeedServer shortener;
    private static IngestRig rig;

    @BeforeAll
    static void start() throws Exception {
        feeds = FeedServer.start();
        shortener = FeedServer.start();
        rig = new IngestRig(
                TestRabbit.rabbitmq(), Map.of("broadsheet.ingest.shorteners", "127.0.0.1:" + shortener.port()));
    }

    @AfterAll
    static void stop() {
        rig.close();
        feeds.close();
        shortener.close();
    }

    @Test
    void whatIsToldOfAnEntryNamesWhereItsShortLinksLead() {
        leads("/1", "https://news.example/story?utm_source=x");
        leads("/2", "https://www.news.example/story/");
        leads("/3", "https://other.example/");
        leads("/4", "https://other.example/cat.jpg");
        leads("/5", "https://www.google.com/url?q=https%3A%2F%2Fwrapped.example%2Fa");
        var entry = read("/all.xml", "Entry", "/1", "/2", "/3", "/4", "/5", "/lost");
        assertThat(urls(entry))
                .containsExactly(
                        feeds.url("/entries/all.xml").toString(),
                        "https://news.example/story",
                        "https://wrapped.example/a",
                        shortener.url("/lost").toString());
        assertThat(entry.links()).extracting(EntryLink::domain).contains("news.example", "wrapped.example");
        assertThat(rig.count("SELECT count(*) FROM link_expansion WHERE url LIKE '%/lost' AND target IS NULL"
                        + " AND expires_at BETWEEN now() + interval '40 min' AND now() + interval '80 min'"))
                .isEqualTo(1);
        assertThat(rig.count("SELECT count(*) FROM link_expansion WHERE url LIKE '%/1'"
                        + " AND expires_at BETWEEN now() + interval '29 days' AND now() + interval '31 days'"))
                .isEqualTo(1);
    }

    @Test
    void aLinkIsLookedUpOnceForAllSourcesAndProcesses() {
        leads("/once", "https://news.example/once");
        read("/once-1.xml", "One", "/once");
        rig.restart();
        assertThat(urls(read("/once-2.xml", "Two", "/once"))).contains("https://news.example/once");
        assertThat(shortener.requests("/once")).hasSize(1);
    }

    @Test
    void anOldTargetIsBetterThanNone() {
        leads("/old", "https://news.example/old");
        var entry = read("/old.xml", "Old", "/old");
        rig.update("UPDATE link_expansion SET expires_at = now() - interval '1 day' WHERE url LIKE '%/old'");
        shortener.serve("/old", LOST);
        var again = reread(entry.sourceId(), "/old.xml", "Old, edited", "/old");
        assertThat(urls(again)).contains("https://news.example/old");
        assertThat(shortener.requests("/old")).hasSizeGreaterThan(1);
    }

    @Test
    void aTargetFoundLaterIsANewVersionOnceTheFeedIsReadAnew() {
        var entry = read("/later.xml", "Later", "/later");
        assertThat(urls(entry)).contains(shortener.url("/later").toString());
        leads("/later", "https://news.example/later");
        rig.update("UPDATE link_expansion SET expires_at = now() WHERE url LIKE '%/later'");
        feeds.serve("/later.xml", "text/xml", rss("/later.xml", "Later", "/later") + "<!-- of today -->");
        rig.pollAgain(entry.sourceId());
        var next = rig.heard(
                EntryIngested.class, event -> event.entryId().equals(entry.entryId()) && event.version() == 2);
        assertThat(urls(next)).contains("https://news.example/later");
    }

    @Test
    void whatExpiredLongAgoIsForgottenByAndBy() {
        rig.update("INSERT INTO link_expansion SELECT 'https://t.co/' || n, null, now() - interval '8 days'"
                + " FROM generate_series(1, 600) n");
        leads("/trigger", "https://news.example/trigger");
        read("/trigger.xml", "Trigger", "/trigger");
        assertThat(rig.count("SELECT count(*) FROM link_expansion WHERE expires_at < now() - interval '7 days'"))
                .isEqualTo(100);
    }

    private static void leads(String from, String to) {
        shortener.serve(from, Answer.redirect(301, to));
    }

    private static EntryIngested read(String path, String title, String... links) {
        var source = rig.resolved(rig.subscribe(feeds.serve(path, "text/xml", rss(path, title, links))), 1)
                .sourceId();
        rig.polled(source, event -> event.state() == SourceState.ACTIVE);
        return rig.heard(EntryIngested.class, event -> event.sourceId().equals(source));
    }

    private static EntryIngested reread(UUID source, String path, String title, String... links) {
        feeds.serve(path, "text/xml", rss(path, title, links));
        rig.pollAgain(source);
        return rig.heard(EntryIngested.class, event -> event.sourceId().equals(source) && event.version() == 2);
    }

    private static List<String> urls(EntryIngested entry) {
        return entry.links().stream().map(EntryLink::url).toList();
    }

    private static String rss(String path, String title, String... links) {
        var html = new StringBuilder();
        for (String link : links) {
            html.append("<a href='%s'>some words here</a>".formatted(shortener.url(link)));
        }
        return """
                <rss version='2.0'><channel><title>Sample</title><link>%s</link><item>
                <guid isPermaLink='false'>%s</guid><title>%s</title><link>%s</link>
                <description><![CDATA[%s]]></description></item></channel></rss>""".formatted(feeds.url("/"), path, title, feeds.url("/entries" + path), html);
    }
}
