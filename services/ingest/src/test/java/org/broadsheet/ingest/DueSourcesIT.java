package org.broadsheet.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.broadsheet.testing.Answer;
import org.broadsheet.testing.FeedServer;
import org.broadsheet.testing.TestRabbit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who gets a worker while servers let us wait. Sources of many hosts by their column; the server is one. */
@Timeout(120)
class DueSourcesIT {
    private static final String INSERT = """
            INSERT INTO source (id, url, host, state, next_poll_at, created_at)
            SELECT gen_random_uuid(), '%s?' || n, '%s', '%s', now(), now() FROM generate_series(1, %d) n""";

    @Test
    void sourcesThatLetUsWaitLeaveWorkersToTheOthers() throws Exception {
        try (var feeds = FeedServer.start();
                var rig = new IngestRig(TestRabbit.rabbitmq(), Map.of("broadsheet.ingest.in-flight-unproven", "5"))) {
            for (String state : new String[] {"pending", "active"}) {
                for (int i = 1; i <= 20; i++) {
                    feeds.serve(
                            "/" + state + "?" + i,
                            Answer.of("text/xml", "<rss/>").stalling());
                }
            }
            rig.update(INSERT.formatted(feeds.url("/pending"), "' || n || '.example", "pending", 20));
            await().until(() -> inHand(rig, "pending") == 5);
            rig.update(INSERT.formatted(feeds.url("/active"), "' || n || '.example.org", "active", 20));
            await().until(() -> inHand(rig, "active") == 20);
            assertThat(inHand(rig, "pending")).isEqualTo(5);
        }
    }

    @Test
    void aHostHasOnePollInHand() throws Exception {
        try (var feeds = FeedServer.start();
                var rig = new IngestRig(TestRabbit.rabbitmq())) {
            for (int i = 1; i <= 20; i++) {
                feeds.serve("/one?" + i, Answer.of("text/xml", "<rss/>").stalling());
            }
            rig.update(INSERT.formatted(feeds.url("/one"), "one.example", "active", 20));
            await().until(() -> inHand(rig, "active") == 1);
            // A source of another host, due later, is not behind them.
            rig.update(INSERT.formatted(feeds.url("/other"), "other.example", "pending", 1));
            await().until(() -> rig.count("SELECT count(*) FROM source WHERE host = 'other.example'"
                            + " AND (due_slot IS NOT NULL OR last_poll_at IS NOT NULL)")
                    == 1);
            assertThat(inHand(rig, "active")).isEqualTo(1);
        }
    }

    @Test
    void pagesTakeFewPlacesWhileSourcesWaitForTheirPolls() throws Exception {
        try (var feeds = FeedServer.start();
                var rig = new IngestRig(
                        TestRabbit.rabbitmq(),
                        Map.of(
                                "broadsheet.ingest.in-flight",
                                "3",
                                "broadsheet.ingest.pages.in-flight-beside-polls",
                                "1"))) {
            for (int i = 1; i <= 4; i++) {
                feeds.serve("/busy?" + i, Answer.of("text/xml", "<rss/>").stalling());
                feeds.serve("/page?" + i, Answer.of("text/html", "<title>").stalling());
            }
            rig.update(INSERT.formatted(feeds.url("/busy"), "' || n || '.example", "active", 4));
            await().until(() -> inHand(rig, "active") == 3);
            rig.update("""
                    INSERT INTO page (link_key, url, host, next_at)
                    SELECT lpad(n::text, 64, '0'), '%s?' || n, n || '.example', now() FROM generate_series(1, 4) n""".formatted(feeds.url("/page")));
            await().until(() -> pagesInHand(rig) == 1);
            await().during(Duration.ofMillis(200)).until(() -> pagesInHand(rig) == 1);
            rig.update("UPDATE source SET next_poll_at = NULL, due_slot = NULL");
            await().until(() -> pagesInHand(rig) == 4);
        }
    }

    private static long pagesInHand(IngestRig rig) {
        return rig.count("SELECT count(*) FROM page WHERE due_slot IS NOT NULL");
    }

    private static long inHand(IngestRig rig, String state) {
        return rig.count("SELECT count(*) FROM source WHERE due_slot IS NOT NULL AND state = '" + state + "'");
    }
}
