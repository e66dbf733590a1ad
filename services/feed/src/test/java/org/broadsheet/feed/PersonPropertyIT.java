package org.broadsheet.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.feed.Story.ago;

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
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.broadsheet.events.EntryIngested;
import org.broadsheet.events.EntryLink;
import org.broadsheet.events.EntryScreened;
import org.broadsheet.events.NamedId;
import org.broadsheet.events.Sharer;
import org.broadsheet.events.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random accounts, shares, merges and splits of two readers, against a plain model. */
@Timeout(60)
class PersonPropertyIT {
    private static final int READERS = 2;
    private static final int LINKS = 4;
    private static final int STEPS = 45;
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
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyCountIsThatOfTheModelAfterEveryStep(long seed) {
        var world = new World(new Random(seed));
        for (int step = 0; step < STEPS; step++) {
            world.step();
            world.check("seed " + seed + " step " + step);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void everyOrderAndEveryDuplicateGivesTheSamePersons(long seed) {
        var random = new Random(seed);
        var world = new World(random);
        var messages = world.entries(40);
        messages.addAll(List.copyOf(messages.subList(0, 10)));
        Collections.shuffle(messages, random);
        for (int from = 0; from < messages.size(); ) {
            int to = Math.min(messages.size(), from + 1 + random.nextInt(6));
            rig.deliver(messages.subList(from, to));
            from = to;
        }
        world.check("seed " + seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void manyWhoHearAtTheSameMomentSettleOnTheSamePersons(long seed) throws Exception {
        var world = new World(new Random(seed));
        var messages = world.entries(60);
        var together = new CyclicBarrier(AT_A_TIME);
        try (var threads = Executors.newFixedThreadPool(AT_A_TIME)) {
            var hearers = IntStream.range(0, AT_A_TIME)
                    .<Callable<Boolean>>mapToObj(hearer -> () -> {
                        for (int i = hearer; i < messages.size(); i += AT_A_TIME) {
                            together.await();
                            rig.handle(List.of(messages.get(i)));
                        }
                        return true;
                    })
                    .toList();
            for (var done : threads.invokeAll(hearers)) {
                assertThat(done.get()).isTrue();
            }
        }
        world.check("seed " + seed);
    }

    @ParameterizedTest
    @ValueSource(ints = {60})
    void whoHearOfOneAccountAtTheSameMomentLeaveItsNewestName(int rounds) throws Exception {
        var reader = new Story();
        var accounts = IntStream.range(0, rounds)
                .mapToObj(i -> Accounts.mastodon("Old", "account" + i + "@server.example"))
                .toList();
        rig.handle(accounts.stream()
                .map(account -> named(reader, account, "Old", 30))
                .toList());
        var together = new CyclicBarrier(2);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var hearers = List.of(20, 10).stream()
                    .<Callable<Boolean>>map(minutes -> () -> {
                        for (var account : accounts) {
                            together.await();
                            rig.handle(List.of(named(reader, account, minutes == 20 ? "Newer" : "Newest", minutes)));
                        }
                        return true;
                    })
                    .toList();
            for (var done : threads.invokeAll(hearers)) {
                assertThat(done.get()).isTrue();
            }
        }
        var persons = rig.as(reader.user).get("sharers?size=100").data();
        assertThat(persons.path("totalItems").asInt()).isEqualTo(rounds);
        assertThat(new HashSet<>(persons.path("items").findValuesAsText("name")))
                .containsExactly("Newest");
    }

    private static EntryScreened named(Story reader, Sharer account, String name, int minutes) {
        return reader.shown(
                Story.entry(Accounts.renamed(account, name), ago(Duration.ofMinutes(minutes)), reader.link(name)));
    }

    /** What comes to the readers and what they say, to the service and to the models. */
    private static final class World {
        private static final List<String> NAMES = List.of("Anna", "anna (she/her)", "Bob", "Bób 🌲");
        private static final List<String> STEMS = List.of("anna", "bob");
        private static final int ACCOUNTS = 11;

        private final Random random;
        private final String space = UUID.randomUUID().toString().substring(0, 8);
        private final List<Story> readers =
                IntStream.range(0, READERS).mapToObj(_ -> new Story()).toList();
        private final List<PersonModel> models =
                IntStream.range(0, READERS).mapToObj(_ -> new PersonModel()).toList();
        private final List<EntryLink> links = IntStream.range(0, LINKS)
                .mapToObj(i -> new Story().link("link-" + i))
                .toList();
        /** By reader and link, the keys of those who shared it. */
        private final List<Map<String, Set<String>>> shares = IntStream.range(0, READERS)
                .mapToObj(_ -> (Map<String, Set<String>>) new HashMap<String, Set<String>>())
                .toList();

        World(Random random) {
            this.random = random;
        }

        private <T> T any(List<T> of) {
            return of.get(random.nextInt(of.size()));
        }

        private List<String> someSites() {
            var sites = new TreeSet<String>();
            IntStream.range(0, random.nextInt(3)).forEach(_ -> sites.add(any(STEMS) + ".example"));
            return List.copyOf(sites);
        }

        /** An account under one of the names and handles that it goes by. */
        private Sharer sharer() {
            int number = random.nextInt(ACCOUNTS);
            var name = any(NAMES);
            var stem = any(STEMS);
            if (number < 4) {
                return sharer(
                        "mastodon:" + number,
                        name,
                        Accounts.mastodon(name, stem + "@s" + number + ".example"),
                        someSites());
            }
            if (number < 7) {
                var account = Accounts.bluesky(name, stem + (random.nextBoolean() ? ".bsky.social" : ".example"));
                return sharer("bluesky:" + number, name, account, account.sites());
            }
            return number < 10
                    ? sharer("x:" + number, name, Accounts.x(name, stem), List.of())
                    : sharer("source:" + number, name, Accounts.feed(name), someSites());
        }

        private Sharer sharer(String key, String name, Sharer like, List<String> sites) {
            return new Sharer(key + space, name, like.handle(), like.network(), sites);
        }

        void step() {
            int reader = random.nextInt(READERS);
            var known = models.get(reader).accounts().stream().sorted().toList();
            switch (known.isEmpty() ? 0 : random.nextInt(5)) {
                case 0, 1, 2 -> rig.handle(entries(1 + random.nextInt(3)));
                case 3 -> say(reader, known);
                default -> forget(reader, any(known));
            }
        }

        List<EntryScreened> entries(int number) {
            var messages = new ArrayList<EntryScreened>();
            for (int i = 0; i < number; i++) {
                var entry = Story.entry(sharer(), ago(Duration.ofMinutes(random.nextInt(50))), any(links));
                var who = random.nextInt(3);
                var verdicts = new ArrayList<Verdict>();
                for (int reader = 0; reader < READERS; reader++) {
                    if (who == READERS || who == reader) {
                        verdicts.add(came(entry, reader));
                    }
                }
                messages.add(new EntryScreened(entry, verdicts));
            }
            return messages;
        }

        private Verdict came(EntryIngested entry, int reader) {
            models.get(reader).comes(entry);
            shares.get(reader)
                    .computeIfAbsent(entry.links().getFirst().url(), _ -> new HashSet<>())
                    .add(entry.sharer().key());
            var story = readers.get(reader);
            return new Verdict(story.user, 0, List.of(story.subscription), null, List.of());
        }

        private void say(int reader, List<String> known) {
            var of = any(known);
            var accounts = new TreeSet<String>();
            IntStream.rangeClosed(0, random.nextInt(3)).forEach(_ -> accounts.add(any(known)));
            var answer = rig.as(readers.get(reader).user)
                    .put(
                            "sharers/" + id(reader, of),
                            Map.of(
                                    "accounts",
                                    accounts.stream()
                                            .map(key -> id(reader, key))
                                            .toList()));
            assertThat(answer.code()).isEqualTo(200);
            models.get(reader).say(of, accounts);
        }

        private void forget(int reader, String of) {
            assertThat(rig.as(readers.get(reader).user)
                            .delete("sharers/" + id(reader, of))
                            .code())
                    .isEqualTo(200);
            models.get(reader).forget(of);
        }

        private String id(int reader, String key) {
            return NamedId.of("sharer", readers.get(reader).user + ":" + key).toString();
        }

        void check(String when) {
            for (int reader = 0; reader < READERS; reader++) {
                assertThat(counts(reader)).as(when).isEqualTo(expected(reader));
                assertThat(persons(reader)).as(when).isEqualTo(expectedPersons(reader));
            }
        }

        private Map<String, Integer> expected(int reader) {
            var persons = models.get(reader).persons();
            var counts = new HashMap<String, Integer>();
            shares.get(reader)
                    .forEach((url, keys) -> counts.put(url, (int) persons.stream()
                            .filter(person -> !Collections.disjoint(person, keys))
                            .count()));
            return counts;
        }

        private Map<String, Integer> counts(int reader) {
            var counts = new HashMap<String, Integer>();
            rig.as(readers.get(reader).user)
                    .get("feed?size=100")
                    .data()
                    .path("items")
                    .forEach(item -> {
                        counts.put(
                                item.path("url").asText(),
                                item.path("sharerCount").asInt());
                        assertThat(new HashSet<>(item.path("sharers").findValuesAsText("id")))
                                .hasSize(item.path("sharerCount").asInt());
                    });
            return counts;
        }

        private Set<Set<String>> expectedPersons(int reader) {
            var persons = new HashSet<Set<String>>();
            models.get(reader).persons().forEach(person -> {
                var ids = new TreeSet<String>();
                person.forEach(key -> ids.add(id(reader, key)));
                persons.add(ids);
            });
            return persons;
        }

        private Set<Set<String>> persons(int reader) {
            var persons = new HashSet<Set<String>>();
            rig.as(readers.get(reader).user)
                    .get("sharers?size=100")
                    .data()
                    .path("items")
                    .forEach(item ->
                            persons.add(new TreeSet<>(item.path("accounts").findValuesAsText("id"))));
            return persons;
        }
    }
}
