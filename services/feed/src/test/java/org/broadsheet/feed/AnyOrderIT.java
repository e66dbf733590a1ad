package org.broadsheet.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.broadsheet.events.EntryIngested;
import org.broadsheet.events.EntryLink;
import org.broadsheet.events.EntryScreened;
import org.broadsheet.events.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Order of delivery never matters (design.md section 5, promise 3). */
class AnyOrderIT {
    private static final int STEPS = 40;
    private static final int ENTRIES = 6;
    private static final int LINKS = 5;
    private static final int READERS = 3;

    private static FeedRig rig;

    @BeforeAll
    static void start() {
        rig = new FeedRig();
    }

    @AfterAll
    static void stop() throws SQLException {
        rig.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everyOrderAndEveryDuplicateGivesTheSameFeed(long seed) {
        var history = new History(new Random(seed));
        var shuffled = new ArrayList<>(history.messages);
        var random = new Random(seed * 31);
        IntStream.range(0, 10)
                .forEach(_ -> shuffled.add(history.messages.get(random.nextInt(history.messages.size()))));
        Collections.shuffle(shuffled, random);
        for (int from = 0; from < shuffled.size(); ) {
            int to = Math.min(shuffled.size(), from + 1 + random.nextInt(6));
            rig.deliver(shuffled.subList(from, to));
            from = to;
        }

        for (var reader : history.readers) {
            assertThat(feedOf(reader.user)).as("seed %s", seed).isEqualTo(history.feedOf(reader));
        }
    }

    /** Address of each listed article, with the names of its sharers. */
    private static Map<String, TreeSet<String>> feedOf(UUID user) {
        var feed = new TreeMap<String, TreeSet<String>>();
        rig.as(user).get("feed?size=100").data().path("items").forEach(item -> {
            var names = new TreeSet<>(item.path("sharers").findValuesAsText("name"));
            assertThat(item.path("sharerCount").asInt()).isEqualTo(names.size());
            assertThat(feed.put(item.path("url").asText(), names))
                    .as("listed twice")
                    .isNull();
        });
        return feed;
    }

    /** What filter would say while entries are edited and rules change, and what must come of it. */
    private static final class History {
        final List<Story> readers =
                IntStream.range(0, READERS).mapToObj(_ -> new Story()).toList();
        final List<EntryScreened> messages = new ArrayList<>();
        private final Random random;
        private final List<EntryLink> links;
        private final Map<Integer, EntryIngested> entries = new HashMap<>();
        private final List<TreeSet<String>> blocked =
                IntStream.range(0, READERS).mapToObj(_ -> new TreeSet<String>()).toList();
        private final long[] rules = new long[READERS];

        History(Random random) {
            this.random = random;
            var space = new Story();
            this.links = IntStream.range(0, LINKS)
                    .mapToObj(i -> space.link("article-" + i))
                    .toList();
            for (int step = 0; step < STEPS; step++) {
                if (random.nextInt(3) > 0) {
                    edit(random.nextInt(ENTRIES));
                } else {
                    changeRules(random.nextInt(READERS));
                }
            }
        }

        private void edit(int number) {
            var before = entries.get(number);
            var chosen = new ArrayList<>(links);
            Collections.shuffle(chosen, random);
            var entry = Story.version(
                    before == null ? UUID.randomUUID() : before.entryId(),
                    before == null ? 1 : before.version() + 1,
                    "sharer" + number % 3,
                    Story.ago(Duration.ofMinutes(10L + number)),
                    chosen.subList(0, random.nextInt(4)).toArray(EntryLink[]::new));
            entries.put(number, entry);
            messages.add(new EntryScreened(
                    entry,
                    IntStream.range(0, READERS)
                            .mapToObj(reader -> verdict(reader, entry))
                            .toList()));
        }

        /** Blocks or unblocks one article; entries with it are judged again, as they are then. */
        private void changeRules(int reader) {
            var key = links.get(random.nextInt(LINKS)).linkKey();
            if (!blocked.get(reader).add(key)) {
                blocked.get(reader).remove(key);
            }
            rules[reader]++;
            entries.values().stream()
                    .filter(entry ->
                            entry.links().stream().anyMatch(l -> l.linkKey().equals(key)))
                    .forEach(entry -> messages.add(new EntryScreened(entry, List.of(verdict(reader, entry)))));
        }

        private Verdict verdict(int reader, EntryIngested entry) {
            var hidden = entry.links().stream()
                    .map(EntryLink::linkKey)
                    .filter(blocked.get(reader)::contains)
                    .toList();
            boolean all = !hidden.isEmpty() && hidden.size() == entry.links().size();
            return new Verdict(
                    readers.get(reader).user,
                    rules[reader],
                    List.of(readers.get(reader).subscription),
                    all ? "domain:x" : null,
                    all
                            ? List.of()
                            : hidden.stream()
                                    .map(key -> new Verdict.HiddenLink(key, "domain:x"))
                                    .toList());
        }

        Map<String, TreeSet<String>> feedOf(Story reader) {
            var feed = new TreeMap<String, TreeSet<String>>();
            for (var entry : entries.values()) {
                for (var link : entry.links()) {
                    if (!blocked.get(readers.indexOf(reader)).contains(link.linkKey())) {
                        feed.computeIfAbsent(link.url(), _ -> new TreeSet<>())
                                .add(entry.sharer().name());
                    }
                }
            }
            return feed;
        }
    }
}
