package org.broadsheet.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.broadsheet.events.ArticleResolved;
import org.broadsheet.events.EntryIngested;
import org.broadsheet.events.SourceSubscribed;
import org.broadsheet.events.SourceUnsubscribed;
import org.broadsheet.ingest.retention.Retention;
import org.broadsheet.testing.FeedServer;
import org.broadsheet.testing.TestRabbit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is forgotten, and when it comes back. */
@Timeout(120)
class RetentionIT {
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

    private static URI serve(String path, String... guids) {
        var items = IntStream.range(0, guids.length)
                .mapToObj(
                        i -> "<item><guid isPermaLink='false'>%s</guid><title>%1$s of %s</title><link>%s</link></item>"
                                .formatted(guids[i], path, server.url(path + "/" + guids[i])))
                .collect(Collectors.joining());
        for (var guid : guids) {
            server.serve(path + "/" + guid, "text/html", "<title>Page</title><meta name=author content='Ann Lee'>");
        }
        return server.serve(
                path,
                "text/xml",
                "<rss version='2.0'><channel><title>%s</title>%s</channel></rss>".formatted(path, items));
    }

    private static UUID source(SourceSubscribed subscription) {
        var id = rig.resolved(subscription, 1).sourceId();
        rig.polled(id, event -> event.lastPollAt() != null);
        rig.settle();
        return id;
    }

    private static void end(SourceSubscribed subscription) {
        rig.say(new SourceUnsubscribed(subscription.subscriptionId(), subscription.userId(), Instant.now()));
        org.awaitility.Awaitility.await()
                .until(() -> rig.count("SELECT count(*) FROM subscription WHERE ended AND id = '"
                                + subscription.subscriptionId() + "'")
                        == 1);
    }

    private static long rows(String table, UUID source) {
        var column = "source".equals(table) ? "id" : "source_id";
        return rig.count("SELECT count(*) FROM %s WHERE %s = '%s'".formatted(table, column, source));
    }

    private static void lastPolledDaysAgo(UUID source, int days) {
        rig.update(
                "UPDATE source SET last_poll_at = now() - interval '%d days' WHERE id = '%s'".formatted(days, source));
    }

    private static void forget() {
        rig.bean(Retention.class).forget();
    }

    @Test
    void aSourceThatNobodyReadsIsForgottenAndNewToItsNextReader() {
        var url = serve("/left", "a", "b");
        var subscription = rig.subscribe(url);
        var left = source(subscription);
        end(subscription);
        lastPolledDaysAgo(left, 29);
        forget();
        assertThat(rows("entry", left)).isEqualTo(2);

        lastPolledDaysAgo(left, 31);
        forget();
        assertThat(rows("entry", left)).isZero();
        assertThat(rows("source", left)).isZero();

        var next = source(rig.subscribe(url));
        assertThat(next).isNotEqualTo(left);
        assertThat(rig.entries(next)).hasSize(2);
    }

    @Test
    void aSourceThatSomebodyReadsStaysHoweverSeldomItIsPolled() {
        var read = source(rig.subscribe(serve("/read", "a")));
        lastPolledDaysAgo(read, 400);
        forget();
        assertThat(rows("source", read)).isEqualTo(1);
        assertThat(rows("entry", read)).isEqualTo(1);
    }

    @Test
    void aFeedTakenForItsPageStaysAsLongAsThePageLeadsThere() {
        var feed = serve("/of-page.xml", "a");
        var page = server.serve(
                "/page", "text/html", "<link rel=alternate type='application/rss+xml' href='/of-page.xml'>");
        var subscription = rig.subscribe(page);
        var found = rig.resolved(subscription, 2).sourceId();
        rig.polled(found, event -> event.lastPollAt() != null);
        rig.settle();
        end(subscription);
        lastPolledDaysAgo(found, 31);
        forget();
        assertThat(rows("source", found)).isEqualTo(1);
        rig.update("UPDATE source SET last_poll_at = now() - interval '31 days' WHERE url = '" + page + "'");
        forget();
        assertThat(rig.count("SELECT count(*) FROM source WHERE url IN ('%s', '%s')".formatted(page, feed)))
                .isZero();
    }

    @Test
    void ofASourceWithManyEntriesOldOnesThatItListsNoMoreAreForgotten() {
        serve("/many", "listed", "listed-no-more", "young");
        var source = source(rig.subscribe(server.url("/many")));
        rig.update("UPDATE source SET entries = 501 WHERE id = '" + source + "'");
        rig.update("UPDATE entry SET seen_at = now() - interval '91 days' WHERE guid <> 'young' AND source_id = '"
                + source + "'");
        serve("/many", "listed", "new");
        rig.pollAgain(source);
        assertThat(rig.row("SELECT string_agg(guid, ' ' ORDER BY guid) FROM entry WHERE source_id = '" + source + "'"))
                .isEqualTo("listed new young");
        assertThat(rig.entries(source)).filteredOn(entry -> entry.version() > 1).isEmpty();
    }

    @Test
    void anArticleThatWasForgottenIsReadAnewAndItsVersionsGoOnCountingUp() {
        serve("/links", "old");
        source(rig.subscribe(server.url("/links")));
        var first = rig.heard(EntryIngested.class, event -> "old of /links".equals(event.title()));
        var key = first.links().getFirst().linkKey();
        rig.heard(ArticleResolved.class, event -> event.linkKey().equals(key) && event.author() != null);
        rig.settle();
        rig.update("UPDATE page SET settled_at = now() - interval '91 days' WHERE link_key = '" + key + "'");
        rig.update("UPDATE article SET told_at = now() - interval '91 days' WHERE link_key = '" + key + "'");
        forget();
        assertThat(rig.count("SELECT count(*) FROM page WHERE link_key = '" + key + "'"))
                .isZero();
        assertThat(rig.count("SELECT count(*) FROM article WHERE link_key = '" + key + "'"))
                .isZero();

        long before = versions(key);
        server.serve("/again", "text/xml", """
                <rss version='2.0'><channel><title>Again</title><item><guid>%s</guid><title>Again</title>
                <link>%s</link></item></channel></rss>""".formatted(UUID.randomUUID(), server.url("/links/old")));
        source(rig.subscribe(server.url("/again")));
        rig.heard(ArticleResolved.class, event -> event.linkKey().equals(key) && event.version() > before);
        assertThat(server.requests("/links/old")).hasSize(2);
    }

    /** The newest version that was told. */
    private static long versions(String linkKey) {
        return rig.all(ArticleResolved.class).stream()
                .filter(event -> event.linkKey().equals(linkKey))
                .map(ArticleResolved::version)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
