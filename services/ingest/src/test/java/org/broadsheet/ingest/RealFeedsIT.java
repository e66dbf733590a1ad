package org.broadsheet.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.broadsheet.events.EntryIngested;
import org.broadsheet.events.SourcePolled;
import org.broadsheet.events.SourceState;
import org.broadsheet.events.SourceSubscribed;
import org.broadsheet.events.SubscriptionResolved;
import org.broadsheet.testing.Corpus;
import org.broadsheet.testing.FeedServer;
import org.broadsheet.testing.TestRabbit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every real feed of the corpus through the whole service, which is stopped and started again on the way. */
@Timeout(300)
class RealFeedsIT {
    /** The second opinion, and a page that names a feed on a host outside: tests ask nobody outside. */
    private static final Set<String> NO_FEEDS = Set.of("reference.json", "2.rss");

    @Test
    void everyRealFeedIsToldOnceThoughTheServiceStopsOnTheWay() throws Exception {
        try (var server = FeedServer.start();
                // The one server stands for as many as there are feeds; the shorteners in them are outside.
                var rig = new IngestRig(
                        TestRabbit.rabbitmq(),
                        Map.of(
                                "broadsheet.ingest.in-flight-per-host",
                                "32",
                                "broadsheet.ingest.expansion-time",
                                "0s"))) {
            var subscriptions = subscribeToAll(server, rig);
            await().until(() -> rig.all(SourcePolled.class).size() > subscriptions.size() / 3);
            rig.restart();
            subscriptions
                    .values()
                    .forEach(subscription -> rig.heard(
                            SourcePolled.class, event -> event.sourceId().equals(source(rig, subscription))));
            rig.settle();
            await().until(() -> rig.count("SELECT sum(version) FROM entry")
                    == rig.all(EntryIngested.class).size());

            var failing = new ArrayList<String>();
            subscriptions.forEach((name, subscription) -> {
                var last = rig.polled(source(rig, subscription), event -> event.state() != SourceState.PENDING);
                if (last.state() == SourceState.FAILING) {
                    failing.add(name + ": " + last.reason());
                }
            });
            System.out.printf(
                    "%d real feeds, %d read, %d entries told%n",
                    subscriptions.size(),
                    subscriptions.size() - failing.size(),
                    rig.all(EntryIngested.class).size());
            failing.forEach(System.out::println);
            // A page, a note in XML, and JSON that ends in the middle: none of them is a feed.
            assertThat(failing).hasSizeLessThanOrEqualTo(3);
            var told = rig.all(EntryIngested.class).stream()
                    .map(EntryIngested::identity)
                    .toList();
            assertThat(told).hasSameSizeAs(new HashSet<>(told));
            assertThat(server.requests()).hasSizeLessThan(subscriptions.size() * 2);
        }
    }

    /** Which source a subscription reads by now: some of the files are pages that lead to another. */
    private static UUID source(IngestRig rig, SourceSubscribed subscription) {
        rig.resolved(subscription, 1);
        return rig.all(SubscriptionResolved.class).stream()
                .filter(event -> event.subscriptionId().equals(subscription.subscriptionId()))
                .max(Comparator.comparing(SubscriptionResolved::version))
                .orElseThrow()
                .sourceId();
    }

    private static Map<String, SourceSubscribed> subscribeToAll(FeedServer server, IngestRig rig) throws Exception {
        var root = Corpus.path("feeds/real");
        var subscriptions = new LinkedHashMap<String, SourceSubscribed>();
        for (var file : files(root)) {
            String path = "/real/" + root.relativize(file);
            subscriptions.put(path, rig.subscribe(server.serve(path, "text/plain", Files.readAllBytes(file))));
        }
        return subscriptions;
    }

    private static List<Path> files(Path root) throws Exception {
        try (var files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !NO_FEEDS.contains(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }
}
