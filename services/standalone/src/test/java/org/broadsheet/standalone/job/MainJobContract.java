package org.broadsheet.standalone.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.broadsheet.testing.Corpus;
import org.broadsheet.testing.FeedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Feeds in, a filtered newspaper out, through a SIGKILL half-way; whatever the broker. */
abstract class MainJobContract {
    static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path data;

    /** What else the process finds in its environment. */
    abstract Map<String, String> environment();

    Map<String, String> environment(FeedServer feeds) {
        var environment = new HashMap<>(environment());
        environment.put("BROADSHEET_FETCH_ALLOW", feeds.allow());
        return environment;
    }

    @Test
    void everyLinkIsInTheFeedOnceAndNoneOfABlockedDomainThroughAKillHalfWay() throws Exception {
        try (var server = FeedServer.start()) {
            var feeds = new SampleFeeds(server);
            Reader reader;
            try (var first = StandaloneProcess.start(data, environment(server))) {
                reader = Reader.signUp(first.uri(), "ann@example.org");
                reader.put("blocked-domains", Map.of("domain", SampleFeeds.BLOCKED));
                subscribe(reader, feeds.addresses());
                var half = feeds.visible().size() / 2;
                var impatient = reader;
                await().atMost(PATIENCE).until(() -> Reader.total(impatient.get("feed?size=1")) >= half);
                first.kill();
            }
            try (var second = StandaloneProcess.start(data, environment(server))) {
                var again = reader.at(second.uri());
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(urls(again.all("feed"))).isEqualTo(feeds.visible()));
                await().atMost(PATIENCE)
                        .untilAsserted(
                                () -> assertThat(urls(again.all("feed/hidden"))).isEqualTo(feeds.hidden()));
                var articles = again.all("feed?order=newest");
                assertThat(articles).hasSameSizeAs(feeds.visible());
                assertThat(Reader.total(again.get("feed?size=1")))
                        .isEqualTo(feeds.visible().size());
                var shared = articles.stream()
                        .filter(article -> "https://everyone.example/the-story".equals(article.get("url")))
                        .findFirst()
                        .orElseThrow();
                assertThat(shared.get("sharerCount"))
                        .hasToString(Integer.toString(feeds.addresses().size()));
                assertThat(second.stop()).isIn(0, 143);
            }
        }
    }

    @Test
    void theRealFeedsOfTheCorpusAreAllInTheFeedThroughAKillHalfWay() throws Exception {
        var folder = Corpus.path("feeds/real");
        try (var server = FeedServer.start()) {
            var feeds = new CorpusFeeds(server, folder);
            Reader reader;
            try (var first = StandaloneProcess.start(data, environment(server))) {
                reader = Reader.signUp(first.uri(), "ann@example.org");
                subscribe(reader, List.copyOf(feeds.addresses().values()));
                var impatient = reader;
                await().atMost(PATIENCE).until(() -> Reader.total(impatient.get("feed?size=1")) >= 200);
                first.kill();
            }
            try (var second = StandaloneProcess.start(data, environment(server))) {
                var again = reader.at(second.uri());
                await().atMost(PATIENCE).until(() -> pending(again).isEmpty());
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(missing(feeds, again)).isEmpty());
                var articles = again.all("feed");
                assertThat(articles.stream().map(article -> article.get("id")).distinct())
                        .hasSameSizeAs(articles);
                assertThat(CorpusFeeds.keys(articles)).hasSameSizeAs(articles);
            }
        }
    }

    static void subscribe(Reader reader, List<URI> addresses) throws Exception {
        for (var address : addresses) {
            assertThat(reader.post("sources", Map.of("url", address.toString())).status())
                    .isEqualTo(202);
        }
    }

    private static Set<String> urls(List<Map<String, Object>> articles) {
        return articles.stream()
                .map(article -> String.valueOf(article.get("url")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Object> pending(Reader reader) throws Exception {
        var pending = new ArrayList<Object>();
        for (var source : reader.all("sources")) {
            if ("pending".equals(source.get("state"))) {
                pending.add(source.get("url"));
            }
        }
        return pending;
    }

    /** Links that another reader found and the feed has not, by file. */
    private static Map<String, Set<String>> missing(CorpusFeeds feeds, Reader reader) throws Exception {
        var found = CorpusFeeds.keys(reader.all("feed"));
        var missing = new TreeMap<String, Set<String>>();
        feeds.linkKeys().forEach((name, keys) -> {
            var absent = new TreeSet<>(keys);
            absent.removeAll(found);
            if (!absent.isEmpty()) {
                missing.put(name, absent);
            }
        });
        return missing;
    }
}
