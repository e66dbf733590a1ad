package org.broadsheet.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.broadsheet.events.AccountDeleted;
import org.broadsheet.events.ConnectionClosed;
import org.broadsheet.events.Event;
import org.broadsheet.events.Mute;
import org.broadsheet.events.MutesRead;
import org.broadsheet.events.Network;
import org.broadsheet.events.Sharer;
import org.broadsheet.events.SubscriptionResolved;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader has muted at a network hides entries of all their sources, and no one else's. */
class ImportedMutesIT {
    private static FilterRig rig;

    private MuteWorld world;

    @BeforeAll
    static void start() {
        rig = new FilterRig();
    }

    @AfterAll
    static void stop() throws SQLException {
        rig.close();
    }

    @BeforeEach
    void anew() {
        world = new MuteWorld(rig);
    }

    @Test
    void wordsHideWhatIsThereAndWhatComes() {
        world.subscribe();
        var inTitle = world.entry("The Election is over", "Some text");
        var inText = world.entry("A title", "They said: election.");
        var partOfAWord = world.entry("By-elections", "Reelection");
        rig.deliver(inTitle, inText, partOfAWord);

        rig.deliver(world.mutes(1, Mute.word("election", true, null), Mute.word("linked pages", true, null)));

        assertThat(world.hiddenBy(inTitle)).isEqualTo("text:\"election\" (mastodon @ann@social.example)");
        assertThat(world.hiddenBy(inText)).isEqualTo("text:\"election\" (mastodon @ann@social.example)");
        assertThat(world.hiddenBy(partOfAWord)).isEmpty();
        assertThat(world.told(partOfAWord))
                .as("what no rule touches is not judged again")
                .isEqualTo(1);
        var later = world.entry("ELECTION", "Some text");
        rig.deliver(later);
        assertThat(world.hiddenBy(later)).startsWith("text:\"election\"");

        rig.deliver(world.mutes(2, Mute.word("linked page", true, null)));
        assertThat(world.hiddenBy(inTitle)).as("by the title of its link").startsWith("text:\"linked page\"");
        rig.deliver(world.mutes(3));
        assertThat(world.hiddenBy(inTitle)).isEmpty();
        assertThat(world.hiddenBy(later)).isEmpty();
    }

    @Test
    void accountsAndServersHideWhatTheyShare() {
        world.subscribe();
        var bob = world.entryOf("bob@b.test");
        var neighbour = world.entryOf("eve@b.test");
        var spam = world.entryOf("max@mail.spam.test");
        var other = world.entryOf("max@notspam.test");
        var bluesky =
                world.entry("A title", "Some text", new Sharer("bluesky:did:plc:1", "Cy", "cy.test", Network.BLUESKY));
        rig.deliver(bob, neighbour, spam, other, bluesky);

        rig.deliver(world.mutes(
                1,
                Mute.account("mastodon:https://b.test/users/bob", "bob@b.test", null),
                Mute.account("bluesky:did:plc:1", "cy.test", null),
                Mute.server("spam.test")));

        assertThat(world.hiddenBy(bob)).isEqualTo("sharer:@bob@b.test (mastodon @ann@social.example)");
        assertThat(world.hiddenBy(spam)).isEqualTo("sharer:@*@spam.test (mastodon @ann@social.example)");
        assertThat(world.hiddenBy(bluesky)).startsWith("sharer:@cy.test");
        assertThat(world.hiddenBy(neighbour)).isEmpty();
        assertThat(world.hiddenBy(other)).isEmpty();
    }

    @Test
    void blockedDomainsHideAsBefore() {
        world.subscribe();
        var entry = world.entry("Election", "Some text");
        rig.deliver(entry, world.mutes(1, Mute.word("election", true, null)));
        assertThat(rig.as(world.user)
                        .put("blocked-domains", Map.of("domain", "a.test"))
                        .code())
                .isEqualTo(200);
        assertThat(world.hiddenBy(entry)).isEqualTo("domain:a.test");
        assertThat(rig.as(world.user).delete("blocked-domains/a.test").code()).isEqualTo(200);
        assertThat(world.hiddenBy(entry)).startsWith("text:\"election\"");
    }

    @Test
    void oneReadersMutesLeaveTheOthersAlone() {
        var other = UUID.randomUUID();
        world.subscribe();
        rig.deliver(new SubscriptionResolved(UUID.randomUUID(), other, world.source, 1));
        var entry = world.entry("Election", "Some text");
        rig.deliver(entry, world.mutes(1, Mute.word("election", true, null)));
        assertThat(world.hiddenBy(entry)).startsWith("text:\"election\"");
        assertThat(world.hiddenBy(entry, other)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void partsAndVersionsInAnyOrderAndTwiceEndByTheNewest(long seed) {
        world.subscribe();
        var first = world.entry("alpha", "Some text");
        var second = world.entry("bravo", "Some text");
        rig.deliver(first, second);
        var random = new Random(seed);
        var messages = new ArrayList<Event>();
        messages.addAll(world.parts(1, 3, many("alpha")));
        messages.addAll(world.parts(2, 1, List.of()));
        messages.addAll(world.parts(3, 4, many("bravo")));
        messages.addAll(List.copyOf(messages).subList(0, 5));
        Collections.shuffle(messages, random);

        messages.forEach(rig::deliver);

        assertThat(world.hiddenBy(first)).isEmpty();
        assertThat(world.hiddenBy(second)).startsWith("text:\"bravo\"");
    }

    /** A word among many others. */
    private static List<Mute> many(String word) {
        var mutes = new ArrayList<Mute>();
        IntStream.range(0, 90).forEach(i -> mutes.add(Mute.word("other" + i, true, null)));
        mutes.add(50, Mute.word(word, true, null));
        return mutes;
    }

    @Test
    void aListWithoutAllOfItsPartsHasNoEffect() {
        world.subscribe();
        var entry = world.entry("alpha", "Some text");
        rig.deliver(entry, world.parts(1, 2, many("alpha")).getFirst());
        assertThat(world.hiddenBy(entry)).isEmpty();
        rig.deliver(world.parts(1, 2, many("alpha")).getLast());
        assertThat(world.hiddenBy(entry)).startsWith("text:\"alpha\"");
    }

    @Test
    void theEndOfAConnectionEndsItsRulesWhateverComesLate() {
        world.subscribe();
        var entry = world.entry("alpha", "Some text");
        rig.deliver(entry, world.mutes(1, Mute.word("alpha", true, null)));
        rig.deliver(world.closed());
        assertThat(world.hiddenBy(entry)).isEmpty();
        rig.deliver(world.mutes(2, Mute.word("alpha", true, null)));
        assertThat(world.hiddenBy(entry)).isEmpty();
    }

    @Test
    void anEndThatOvertakesTheBeginningIsFinal() {
        world.subscribe();
        var entry = world.entry("alpha", "Some text");
        rig.deliver(entry, world.closed());
        rig.deliver(world.mutes(1, Mute.word("alpha", true, null)));
        assertThat(world.hiddenBy(entry)).isEmpty();
    }

    @Test
    void nobodyElsesConnectionCanBeSpokenFor() {
        var thief = new MuteWorld(rig);
        world.subscribe();
        var entry = world.entry("alpha", "Some text");
        rig.deliver(entry, world.mutes(1, Mute.word("alpha", true, null)));
        rig.deliver(new MutesRead(world.connection, thief.user, Network.MASTODON, "eve@evil.test", 9, 1, 1, List.of()));
        rig.deliver(new ConnectionClosed(world.connection, thief.user, 9, Instant.EPOCH));
        assertThat(world.hiddenBy(entry)).startsWith("text:\"alpha\"");
        var later = world.entry("alpha", "Some text");
        rig.deliver(later);
        assertThat(world.hiddenBy(later)).startsWith("text:\"alpha\"");
    }

    @Test
    void aDeletedAccountsMutesAreForgottenWithWhateverStillArrives() throws SQLException {
        world.subscribe();
        rig.deliver(world.mutes(1, Mute.word("alpha", true, null)));
        rig.deliver(world.parts(2, 2, many("alpha")).getFirst());
        rig.deliver(new AccountDeleted(world.user, Instant.now()));
        rig.deliver(world.mutes(3, Mute.word("alpha", true, null)));
        rig.deliver(world.closed());
        for (var table : List.of("mute_import", "imported_rule")) {
            assertThat(rig.count("SELECT count(*) FROM " + table + " WHERE user_id = '" + world.user + "'"))
                    .as(table)
                    .isZero();
        }
        assertThat(rig.count("SELECT count(*) FROM mute_part WHERE connection_id = '" + world.connection + "'"))
                .isZero();
    }

    @Test
    void entriesFromBeforeAreLookedThroughToo() throws SQLException {
        world.subscribe();
        var entry = world.entryOf("bob@b.test");
        rig.deliver(entry);
        rig.change("UPDATE entry SET folded = NULL, sharer_names = '{}' WHERE id = '" + entry.entryId() + "'");
        rig.deliver(world.mutes(1, Mute.word("some text", true, null)));
        assertThat(world.hiddenBy(entry)).startsWith("text:\"some text\"");
        rig.deliver(world.mutes(2, Mute.server("b.test")));
        assertThat(world.hiddenBy(entry)).startsWith("sharer:@*@b.test");
    }

    @Test
    void aLongHistoryIsLookedThroughInParts() throws SQLException {
        world.subscribe();
        var entries = IntStream.range(0, 450)
                .mapToObj(i -> world.entry(i % 3 == 0 ? "alpha " + i : "other " + i, "Some text"))
                .toList();
        rig.publish(entries);
        rig.awaitEffectOf(entries);
        rig.deliver(world.mutes(1, Mute.word("alpha", true, null)));
        rig.untilRescreened(world.user);
        var verdicts = new Verdicts(rig.screened());
        assertThat(entries).allSatisfy(entry -> {
            var last = verdicts.last(entry.entryId(), world.user).orElseThrow();
            boolean mutes = entry.title() != null && entry.title().startsWith("alpha");
            assertThat(last.verdict().hiddenBy() != null).isEqualTo(mutes);
        });
    }

    @Test
    void theSameListAgainChangesNothing() throws SQLException {
        world.subscribe();
        var entry = world.entry("alpha", "Some text");
        rig.deliver(entry, world.mutes(1, Mute.word("alpha", true, null)));
        assertThat(world.hiddenBy(entry)).isNotEmpty();
        int told = world.told(entry);
        rig.deliver(world.mutes(2, Mute.word("alpha", true, null)));
        assertThat(world.told(entry)).isEqualTo(told);
        assertThat(rig.count("SELECT version FROM rule_set WHERE user_id = '" + world.user + "'"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22})
    void entriesAndListsAtTheSameTimeEndByTheNewestList(long seed) throws Exception {
        world.subscribe();
        var random = new Random(seed);
        var words = List.of("alpha", "bravo", "charlie", "delta");
        var entries = IntStream.range(0, 60)
                .mapToObj(i -> world.entry(words.get(i % words.size()), "Some text"))
                .toList();
        var lists = new ArrayList<List<Mute>>();
        for (int version = 1; version <= 12; version++) {
            lists.add(words.stream()
                    .filter(_ -> random.nextBoolean())
                    .map(word -> Mute.word(word, true, null))
                    .toList());
        }
        var messages = new ArrayList<Event>();
        IntStream.range(0, lists.size()).forEach(i -> messages.addAll(world.parts(i + 1L, 2, lists.get(i))));
        Collections.shuffle(messages, random);

        var tasks = List.<Callable<Boolean>>of(
                () -> {
                    entries.forEach(entry -> rig.publish(List.of(entry)));
                    return true;
                },
                () -> {
                    messages.forEach(message -> rig.publish(List.of(message)));
                    return true;
                });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(tasks)) {
                assertThat(done.get()).isTrue();
            }
        }
        rig.awaitEffectOf(entries);
        rig.awaitEffectOf(messages);

        var muted = lists.getLast().stream().map(Mute::value).toList();
        var verdicts = new Verdicts(rig.screened());
        assertThat(entries).allSatisfy(entry -> {
            var last = verdicts.last(entry.entryId(), world.user).orElseThrow();
            assertThat(last.verdict().hiddenBy() != null)
                    .as("%s of %s", entry.title(), muted)
                    .isEqualTo(muted.contains(entry.title()));
        });
    }
}
