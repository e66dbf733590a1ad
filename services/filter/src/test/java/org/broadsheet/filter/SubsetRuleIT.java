package org.broadsheet.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.broadsheet.events.EntryIngested;
import org.broadsheet.events.Event;
import org.broadsheet.events.SubscriptionResolved;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The signature rule against a model of it in plain Java. */
class SubsetRuleIT {
    private static FilterRig rig;

    @BeforeAll
    static void start() {
        rig = new FilterRig();
    }

    @AfterAll
    static void stop() throws SQLException {
        rig.close();
    }

    private static void subscribe(UUID user, UUID source) {
        rig.deliver(new SubscriptionResolved(UUID.randomUUID(), user, source, 1));
    }

    private static void block(UUID user, Set<String> names) {
        var answer = rig.as(user).put("blocked-domains", Map.of("domains", names));
        assertThat(answer.code()).as(answer.text()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anEntryIsHiddenExactlyIfItHasLinksAndAllAreBlocked(long seed) {
        var world = new World(seed);
        var source = UUID.randomUUID();
        var blocked = new HashMap<UUID, Set<String>>();
        for (int i = 0; i < 4; i++) {
            var user = UUID.randomUUID();
            blocked.put(user, world.names());
            subscribe(user, source);
            block(user, blocked.get(user));
        }
        var entries = IntStream.range(0, 60)
                .mapToObj(_ -> world.entry(UUID.randomUUID(), source, 1))
                .toList();
        rig.deliver(entries.toArray(Event[]::new));
        agree(entries, blocked);

        blocked.replaceAll((user, _) -> world.names());
        blocked.forEach(SubsetRuleIT::block);
        agree(entries, blocked);
    }

    private static void agree(List<EntryIngested> entries, Map<UUID, Set<String>> blocked) {
        var verdicts = new Verdicts(rig.screened());
        blocked.forEach((user, names) -> entries.forEach(entry -> verdicts.agreeOn(entry, user, names)));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void entriesEditsRulesAndSubscriptionsAtTheSameTimeEndByTheFinalRules(long seed) throws Exception {
        var sources = List.of(UUID.randomUUID(), UUID.randomUUID());
        var users = List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
        var blocked = new HashMap<UUID, Set<String>>();
        users.forEach(user -> blocked.put(user, new TreeSet<>()));
        subscribe(users.getFirst(), sources.getFirst());
        var events = new ArrayList<Event>();
        var newest = new HashMap<UUID, EntryIngested>();
        var tasks = new ArrayList<Callable<Boolean>>();
        for (int thread = 0; thread < 3; thread++) {
            var batches = batches(new World(seed * 100 + thread), sources, newest);
            batches.forEach(events::addAll);
            tasks.add(() -> {
                batches.forEach(rig::publish);
                return true;
            });
        }
        var subscriptions = new ArrayList<Event>();
        users.forEach(user -> sources.forEach(
                source -> subscriptions.add(new SubscriptionResolved(UUID.randomUUID(), user, source, 1))));
        events.addAll(subscriptions);
        tasks.add(() -> {
            subscriptions.forEach(event -> rig.publish(List.of(event)));
            return true;
        });
        blocked.forEach((user, names) ->
                tasks.add(() -> changeRules(user, new World(seed * 10 + users.indexOf(user)), names)));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(tasks)) {
                assertThat(done.get()).isTrue();
            }
        }
        rig.awaitEffectOf(events);

        agree(List.copyOf(newest.values()), blocked);
    }

    /** Entries of one thread, each in three versions. */
    private static List<List<EntryIngested>> batches(World world, List<UUID> sources, Map<UUID, EntryIngested> newest) {
        var ids = IntStream.range(0, 20).mapToObj(_ -> UUID.randomUUID()).toList();
        var batches = new ArrayList<List<EntryIngested>>();
        for (int version = 1; version <= 3; version++) {
            for (int first = 0; first < ids.size(); first += 5) {
                batches.add(new ArrayList<>());
                for (int i = first; i < first + 5; i++) {
                    var entry = world.entry(ids.get(i), sources.get(i % 2), version);
                    batches.getLast().add(entry);
                    newest.put(entry.entryId(), entry);
                }
            }
        }
        return batches;
    }

    private static boolean changeRules(UUID user, World world, Set<String> blocked) {
        var api = rig.as(user);
        for (int i = 0; i < 25; i++) {
            var name = world.name();
            boolean adds = blocked.add(name);
            if (!adds) {
                blocked.remove(name);
            }
            var answer =
                    adds ? api.put("blocked-domains", Map.of("domain", name)) : api.delete("blocked-domains/" + name);
            assertThat(answer.code()).as(answer.text()).isEqualTo(200);
        }
        return true;
    }

    @Test
    void aLongHistoryIsJudgedAgainInParts() {
        int size = 450;
        var user = UUID.randomUUID();
        var source = UUID.randomUUID();
        subscribe(user, source);
        var entries = IntStream.range(0, size)
                .mapToObj(i -> World.entry(source, World.link("long.test", "/" + i)))
                .toList();
        rig.publish(entries);
        rig.awaitEffectOf(entries);

        block(user, Set.of("long.test"));

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(hidden(entries, user)).isEqualTo(size));
    }

    private static long hidden(List<EntryIngested> entries, UUID user) {
        var verdicts = new Verdicts(rig.heard());
        return entries.stream()
                .filter(entry -> verdicts.last(entry.entryId(), user)
                        .filter(told -> told.verdict().hiddenBy() != null)
                        .isPresent())
                .count();
    }
}
