package org.broadsheet.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.feed.Story.ago;
import static org.broadsheet.feed.Story.entry;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.broadsheet.events.ArticleResolved;
import org.broadsheet.events.EntryLink;
import org.broadsheet.events.EntryScreened;
import org.broadsheet.events.Event;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which stories there are depends on what pages say, not on the order in which it is heard, nor on who hears it. */
@Timeout(120)
class StoryOrderIT {
    private static final int LINKS = 9;
    private static final int READINGS = 24;
    private static final int AT_A_TIME = 4;

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
    void everyOrderAndEveryDuplicateGivesTheSameStories(long seed) {
        var random = new Random(seed);
        var history = new History(random);
        var messages = new ArrayList<Event>(history.entries);
        messages.addAll(history.readings);
        IntStream.range(0, 10)
                .forEach(_ -> messages.add(history.readings.get(random.nextInt(history.readings.size()))));
        Collections.shuffle(messages, random);
        for (int from = 0; from < messages.size(); ) {
            int to = Math.min(messages.size(), from + 1 + random.nextInt(6));
            rig.deliver(messages.subList(from, to));
            from = to;
        }
        assertThat(history.listed()).as("seed %s", seed).isEqualTo(history.stories());
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void manyWhoHearAtTheSameMomentSettleOnTheSameStories(long seed) throws Exception {
        var random = new Random(seed);
        var history = new History(random);
        rig.deliver(history.entries);
        var readings = new ArrayList<>(history.readings);
        Collections.shuffle(readings, random);
        var together = new CyclicBarrier(AT_A_TIME);
        try (var threads = Executors.newFixedThreadPool(AT_A_TIME)) {
            var hearers = IntStream.range(0, AT_A_TIME)
                    .<Callable<Boolean>>mapToObj(hearer -> () -> {
                        for (int i = hearer; i < readings.size(); i += AT_A_TIME) {
                            together.await();
                            rig.handle(List.of(readings.get(i)));
                        }
                        return true;
                    })
                    .toList();
            for (var done : threads.invokeAll(hearers)) {
                assertThat(done.get()).isTrue();
            }
        }
        assertThat(history.listed()).as("seed %s", seed).isEqualTo(history.stories());
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22})
    void ofAWayThatIsTooLongItsLastTenStepsAreOneStoryInWhateverOrderTheyAreHeard(long seed) {
        var reader = new Story();
        var links =
                IntStream.range(0, 25).mapToObj(i -> reader.link("step-" + i)).toList();
        var messages = new ArrayList<Event>();
        links.forEach(link -> messages.add(reader.shown(entry("ada", ago(Duration.ofMinutes(10)), link))));
        for (int i = 0; i < 24; i++) {
            messages.add(Story.resolved(links.get(i), 1, links.get(i + 1)));
        }
        Collections.shuffle(messages, new Random(seed));
        for (int from = 0; from < messages.size(); from += 4) {
            rig.deliver(messages.subList(from, Math.min(messages.size(), from + 4)));
        }
        var expected = IntStream.range(0, 14).mapToObj(i -> "step-" + i).collect(Collectors.toSet());
        expected.add("step-24");
        assertThat(Story.names(rig.as(reader.user).get("feed?size=100"))).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void entriesAndNamesThatComeAtTheSameMomentMakeTheSameArticlesAndNoneWaitsForEver() throws Exception {
        var reader = new Story();
        int rounds = 25;
        var together = new CyclicBarrier(3);
        try (var threads = Executors.newFixedThreadPool(3)) {
            Callable<Boolean> names = () -> {
                for (int round = 0; round < rounds; round++) {
                    var links = links(reader, round);
                    var readings = new ArrayList<ArticleResolved>();
                    for (int i = 1; i < LINKS; i++) {
                        readings.add(Story.resolved(links.get(i), 1, links.get(i - 1)));
                    }
                    together.await();
                    rig.handle(readings);
                }
                return true;
            };
            var done = threads.invokeAll(List.of(
                    names,
                    () -> sharing(reader, "ada", rounds, together),
                    () -> sharing(reader, "bob", rounds, together)));
            for (var one : done) {
                assertThat(one.get()).isTrue();
            }
        }
        var answer = rig.as(reader.user).get("feed?size=100&minSharers=2").data();
        assertThat(answer.path("totalItems").asInt()).isEqualTo(rounds);
        assertThat(answer.path("items").findValuesAsText("title"))
                .allSatisfy(title -> assertThat(title).endsWith("link-0"));
    }

    private static boolean sharing(Story reader, String sharer, int rounds, CyclicBarrier together) throws Exception {
        var random = new Random(sharer.hashCode());
        for (int round = 0; round < rounds; round++) {
            var links = new ArrayList<>(links(reader, round));
            Collections.shuffle(links, random);
            together.await();
            rig.handle(
                    List.of(reader.shown(entry(sharer, ago(Duration.ofMinutes(5)), links.toArray(EntryLink[]::new)))));
        }
        return true;
    }

    private static List<EntryLink> links(Story reader, int round) {
        return IntStream.range(0, LINKS)
                .mapToObj(i -> reader.link(round + "-link-" + i))
                .toList();
    }

    /** Pages that are read again and again, and name each time one of the others, or none. */
    private static final class History {
        final Story reader = new Story();
        final List<EntryScreened> entries = new ArrayList<>();
        final List<ArticleResolved> readings = new ArrayList<>();
        private final List<EntryLink> links;
        private final Map<Integer, Integer> named = new HashMap<>();

        History(Random random) {
            links = IntStream.range(0, LINKS)
                    .mapToObj(i -> reader.link("link-" + i))
                    .toList();
            for (int i = 0; i < LINKS; i++) {
                entries.add(reader.shown(entry("sharer" + i, ago(Duration.ofMinutes(10L + i)), links.get(i))));
            }
            var versions = new int[LINKS];
            for (int i = 0; i < READINGS; i++) {
                int link = random.nextInt(LINKS);
                int other = random.nextInt(LINKS);
                if (random.nextInt(4) == 0 || other == link) {
                    named.remove(link);
                } else {
                    named.put(link, other);
                }
                var canonical = named.containsKey(link) ? links.get(other) : null;
                readings.add(Story.resolved(links.get(link), ++versions[link], canonical));
            }
        }

        /** The sharers of each story: whoever is joined by a name, in either direction, is one. */
        Set<Set<String>> stories() {
            var groups = new ArrayList<TreeSet<Integer>>();
            IntStream.range(0, LINKS).forEach(i -> groups.add(new TreeSet<>(Set.of(i))));
            named.forEach((one, other) -> {
                var joined = groupOf(groups, one);
                var absorbed = groupOf(groups, other);
                if (joined != absorbed) {
                    joined.addAll(absorbed);
                    groups.removeIf(group -> group == absorbed);
                }
            });
            var stories = new HashSet<Set<String>>();
            for (var group : groups) {
                var story = new TreeSet<String>();
                group.forEach(i -> story.add("sharer" + i));
                story.add(addressOf(group));
                stories.add(story);
            }
            return stories;
        }

        private static TreeSet<Integer> groupOf(List<TreeSet<Integer>> groups, int link) {
            return groups.stream()
                    .filter(group -> group.contains(link))
                    .findFirst()
                    .orElseThrow();
        }

        /** Who names no other; or else who is left of the circle when all that nobody names have been taken away. */
        private String addressOf(Set<Integer> group) {
            var left = new TreeSet<>(group);
            for (var free : group) {
                if (!named.containsKey(free)) {
                    return links.get(free).url();
                }
            }
            boolean more = true;
            while (more) {
                more = left.retainAll(left.stream().map(named::get).toList());
            }
            return left.stream()
                    .map(links::get)
                    .min((one, other) -> one.linkKey().compareTo(other.linkKey()))
                    .orElseThrow()
                    .url();
        }

        Set<Set<String>> listed() {
            var answer = rig.as(reader.user).get("feed?size=100").data();
            var stories = new HashSet<Set<String>>();
            answer.path("items").forEach(item -> {
                var story = new TreeSet<>(item.path("sharers").findValuesAsText("name"));
                assertThat(item.path("sharerCount").asInt()).isEqualTo(story.size());
                story.add(item.path("url").asText());
                stories.add(story);
            });
            assertThat(answer.path("totalItems").asInt()).isEqualTo(stories.size());
            return stories;
        }
    }
}
