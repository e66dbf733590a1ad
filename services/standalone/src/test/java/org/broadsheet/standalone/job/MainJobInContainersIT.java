package org.broadsheet.standalone.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.broadsheet.testing.FeedServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The containers of docker-compose.yml, through their edge. They are one set, so these tests come one after the other. */
@Tag("containers")
class MainJobInContainersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final List<String> SERVICES = List.of("user", "ingest", "filter", "feed", "digest");
    private static final List<String> ALL =
            List.of("user", "ingest", "filter", "feed", "digest", "rabbitmq", "postgres", "edge", "mailpit");

    @SuppressWarnings("NullAway.Init")
    private FeedServer server;

    @BeforeEach
    void serve() {
        server = FeedServer.start(Containers.feeds());
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void everyLinkIsInTheFeedOnceAndNoneOfABlockedDomain() throws Exception {
        var feeds = new SampleFeeds(server);
        var reader = signUp();
        reader.put("blocked-domains", Map.of("domain", SampleFeeds.BLOCKED));
        MainJobContract.subscribe(reader, feeds.addresses());

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(urls(reader, "feed")).isEqualTo(feeds.visible()));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(urls(reader, "feed/hidden")).isEqualTo(feeds.hidden()));
        assertThat(reader.all("feed")).hasSameSizeAs(feeds.visible());
    }

    @Test
    void nothingIsLostOrDoubledWhenEachContainerIsKilledUnderLoad() throws Exception {
        var reader = signUp();
        var expected = new TreeSet<String>();
        try (var load = new SteadyCalls(10, calls(reader))) {
            for (var victim : ALL) {
                var feed = serveFeed(victim, expected);
                await().atMost(PATIENCE)
                        .ignoreExceptions()
                        .until(() -> reader.post("sources", Map.of("url", feed)).status() == 202);
                Containers.kill(victim);
            }
            load.finish();
        }
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(urls(reader, "feed")).isEqualTo(expected));
        assertThat(reader.all("feed")).hasSameSizeAs(expected);
    }

    @Test
    void noCallFailsWhileEachServiceIsReplacedAtFiftyCallsASecond() throws Exception {
        var reader = signUp();
        try (var load = new SteadyCalls(50, calls(reader))) {
            for (var service : SERVICES) {
                Containers.replace(service);
            }
            var ended = load.finish();
            var times =
                    ended.stream().mapToLong(SteadyCalls.Ended::millis).sorted().toArray();
            System.out.printf(
                    "%d calls while five services were replaced, p50 %d ms, p99 %d ms, longest %d ms%n",
                    times.length, times[times.length / 2], times[times.length * 99 / 100], times[times.length - 1]);
            assertThat(ended.stream().filter(call -> !call.isGood())).isEmpty();
            assertThat(ended).hasSizeGreaterThan(500);
        }
    }

    private static Reader signUp() throws Exception {
        return Reader.signUp(Containers.edge(), UUID.randomUUID() + "@example.org");
    }

    /** One for each service that answers, and one that changes something. */
    private static List<Callable<Reader.Answer>> calls(Reader reader) {
        return List.of(
                () -> reader.get("feed?size=20"),
                () -> reader.get("sources"),
                () -> reader.get("blocked-domains"),
                () -> reader.get("digest-schedules"),
                () -> reader.put("blocked-domains", Map.of("domain", "ads.example")));
    }

    private String serveFeed(String name, Set<String> expected) {
        var items = new ArrayList<String>();
        for (int i = 0; i < 10; i++) {
            var link = "https://" + name + ".example/story/" + i;
            expected.add(link);
            items.add("<item><title>Story %d</title><link>%s</link><guid>%s</guid></item>".formatted(i, link, link));
        }
        return server.serve(
                        "/" + name + ".rss",
                        "application/rss+xml",
                        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>" + name + "</title><link>https://"
                                + name
                                + ".example/</link><description>d</description>" + String.join("", items)
                                + "</channel></rss>")
                .toString();
    }

    private static Set<String> urls(Reader reader, String path) throws Exception {
        return reader.all(path).stream()
                .map(article -> String.valueOf(article.get("url")))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
