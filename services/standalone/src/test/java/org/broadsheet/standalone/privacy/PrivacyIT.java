package org.broadsheet.standalone.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.broadsheet.events.EntryIngested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is in somebody's own timeline is in no answer to anybody else. */
@Timeout(600)
class PrivacyIT {
    private static final long SEED = 20261121;
    private static final int READERS = 320;
    private static final long PAIRS = 100_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path mail;

    /** Asks as everybody and looks for the marks of everybody else: of as many pairs as that makes. */
    private static Set<PrivateMarks.Leak> leaks(PrivateWorld world) {
        var marks = new PrivateMarks(world.readers);
        var readers = world.readers;
        var leaks = ConcurrentHashMap.<PrivateMarks.Leak>newKeySet();
        IntStream.range(0, readers.size()).parallel().forEach(i -> {
            var reader = readers.get(i);
            var answers = world.answers(reader, readers.get((i + 1) % readers.size()));
            assertOwnIsThere(reader, answers);
            leaks.addAll(marks.leaks(reader.id(), answers));
        });
        var digests = world.digests();
        assertThat(digests.keySet())
                .isEqualTo(readers.stream().map(PrivateReader::id).collect(Collectors.toSet()));
        for (var reader : readers) {
            var digest = digests.getOrDefault(reader.id(), "");
            assertThat(PrivateMarks.marks(digest)).contains(reader.mark());
            leaks.addAll(marks.leaks(reader.id(), Map.of("digest", digest)));
        }
        return leaks;
    }

    /** Else nothing would be found because nothing was there. */
    private static void assertOwnIsThere(PrivateReader reader, Map<String, String> answers) {
        var feed = answers.get("feed?order=newest&size=100");
        for (var own : List.of(
                "second words ",
                "everyone's ",
                "a few's ",
                "a gift ",
                "to one alone ",
                "one story ",
                "another's story ",
                "Page of ",
                "Excerpt of ",
                "Friend ",
                "https://only-")) {
            assertThat(feed).contains(own + reader.mark());
        }
        assertThat(feed).contains(PrivateReader.PUBLIC_WORDS).doesNotContain("first words");
        assertThat(answers.get("feed/hidden?size=100"))
                .contains("hidden " + reader.mark(), "hidden, too " + reader.mark());
    }

    @Test
    void nothingOfAPrivateTimelineIsInAnAnswerToAnybodyElse() {
        try (var world = new PrivateWorld(SEED, READERS, mail)) {
            assertThat((long) world.readers.size() * (world.readers.size() - 1)).isGreaterThanOrEqualTo(PAIRS);
            assertThat(world.readers.stream().map(PrivateReader::mark).distinct())
                    .hasSize(READERS);
            assertThat(leaks(world)).isEmpty();
        }
    }

    /** A row that no service would write: it shows that a leak is found wherever it comes out, and none besides. */
    @Test
    void aStrangersSubscriptionIsFound() throws SQLException {
        try (var world = new PrivateWorld(SEED + 1, 8, mail)) {
            var victim = world.readers.get(2);
            var thief = world.readers.get(5);
            world.change(
                    "INSERT INTO filter.subscription (id, user_id, source_id, version) VALUES (?, ?, ?, 1)",
                    UUID.randomUUID(),
                    thief.id(),
                    victim.source());
            world.publish(victim.entries().stream()
                    .collect(Collectors.toMap(EntryIngested::entryId, entry -> entry, (older, newer) -> newer))
                    .values()
                    .stream()
                    .map(entry -> new EntryIngested(
                            entry.entryId(),
                            entry.sourceId(),
                            3,
                            entry.sharer(),
                            entry.url(),
                            null,
                            entry.text(),
                            entry.sharedAt(),
                            entry.links()))
                    .toList());
            world.until("SELECT count(*) FROM feed.share WHERE entry_version = 3", 18);
            world.settle();
            var found = leaks(world);
            assertThat(found).allSatisfy(leak -> {
                assertThat(leak.of()).isEqualTo(victim.id());
                assertThat(leak.to()).isEqualTo(thief.id());
            });
            assertThat(found.stream().map(PrivateMarks.Leak::where).collect(Collectors.toSet()))
                    .containsAll(
                            new HashSet<>(List.of("feed?order=newest&size=100", "feed/hidden?size=100", "digest")));
        }
    }
}
