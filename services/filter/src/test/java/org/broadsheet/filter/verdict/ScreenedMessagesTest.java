package org.broadsheet.filter.verdict;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.broadsheet.events.EntryIngested;
import org.broadsheet.events.EntryLink;
import org.broadsheet.events.EntryScreened;
import org.broadsheet.events.Network;
import org.broadsheet.events.Sharer;
import org.broadsheet.events.Verdict;
import org.broadsheet.events.Verdict.HiddenLink;
import org.broadsheet.filter.entry.EntryRepository.Stored;
import org.junit.jupiter.api.Test;

class ScreenedMessagesTest {
    private static final int LIMIT = 64 * 1024;
    private static final ObjectMapper JSON = ObjectMapper.getDefault();

    private static EntryIngested entry(int links, int urlLength) {
        return new EntryIngested(
                UUID.randomUUID(),
                UUID.randomUUID(),
                1,
                new Sharer("key", "Ada", null, Network.FEED),
                null,
                "ü".repeat(300),
                "ü".repeat(500),
                Instant.EPOCH,
                nCopies(
                        links,
                        new EntryLink(
                                "a".repeat(64), "https://x/" + "y".repeat(urlLength), "x", "x", "ü".repeat(300))));
    }

    private static List<Verdict> verdicts(int number, int hiddenLinks, int ruleLength) {
        return IntStream.range(0, number)
                .mapToObj(_ -> new Verdict(
                        UUID.randomUUID(),
                        Long.MAX_VALUE,
                        List.of(UUID.randomUUID(), UUID.randomUUID()),
                        null,
                        nCopies(hiddenLinks, new HiddenLink("a".repeat(64), "domain:" + "r".repeat(ruleLength)))))
                .toList();
    }

    private static List<EntryScreened> pack(EntryIngested entry, List<Verdict> verdicts) throws IOException {
        var messages = ScreenedMessages.of(new Stored(entry, JSON.writeValueAsBytes(entry).length), verdicts);
        for (var message : messages) {
            assertThat(JSON.writeValueAsBytes(message)).hasSizeLessThanOrEqualTo(LIMIT);
        }
        assertThat(messages.stream().flatMap(message -> message.verdicts().stream()))
                .containsExactlyElementsOf(verdicts);
        return messages;
    }

    @Test
    void fewVerdictsAreOneMessage() throws IOException {
        assertThat(pack(entry(2, 100), verdicts(150, 0, 0))).hasSize(1);
    }

    @Test
    void manyReadersAreSeveralMessages() throws IOException {
        assertThat(pack(entry(1, 100), verdicts(450, 0, 0))).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void readersWhoAllHideLinksOfALargeEntryFit() throws IOException {
        assertThat(pack(entry(10, 2_000), verdicts(200, 9, 60))).hasSizeGreaterThan(1);
        pack(entry(10, 2_000), verdicts(20, 10, 500));
    }

    @Test
    void rulesOfWordsInAnyScriptFit() throws IOException {
        var rule = "text:\"" + "中\"\\".repeat(160) + "\" (mastodon @ann@social.example)";
        var verdicts = IntStream.range(0, 200)
                .mapToObj(i -> new Verdict(UUID.randomUUID(), i, List.of(UUID.randomUUID()), rule, List.of()))
                .toList();
        assertThat(pack(entry(1, 100), verdicts)).hasSizeGreaterThan(1);
    }

    @Test
    void nobodyIsNoMessage() throws IOException {
        assertThat(pack(entry(1, 10), List.of())).isEmpty();
    }
}
