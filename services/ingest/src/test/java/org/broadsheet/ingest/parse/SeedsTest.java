package org.broadsheet.ingest.parse;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the fuzzers begin with, and a fixed number of variations of it and of the corpus. */
class SeedsTest {
    private static final int VARIATIONS = 5_000;
    /** Larger ones say no more, only later. */
    private static final int LARGEST = 10_000;

    private final FeedParserFuzz parser = new FeedParserFuzz();
    private final FeedTextFuzz text = new FeedTextFuzz();

    @ParameterizedTest
    @MethodSource("org.broadsheet.ingest.parse.Seeds#bodies")
    void keepThePromises(byte[] body) {
        parser.anyBodyKeepsThePromises(body);
        text.anyBytesUnderAnyHeaderAreAText(body);
    }

    @Test
    void keepThePromisesHoweverTheyAreDamaged() {
        vary(Seeds.bodies().toList());
    }

    @Test
    void theFilesOfTheCorpusKeepThePromisesHoweverTheyAreDamaged() {
        vary(Stream.of("feedparser", "gofeed", "real")
                .flatMap(folder -> Corpus.files("feeds/" + folder).stream())
                .filter(file -> !file.toString().endsWith("expect.json"))
                .map(Corpus::bytes)
                .filter(body -> body.length <= LARGEST)
                .toList());
    }

    private void vary(List<byte[]> bodies) {
        var random = new Random(11);
        var mutation = new Mutation(12);
        for (int i = 0; i < VARIATIONS; i++) {
            byte[] body = bodies.get(random.nextInt(bodies.size()));
            byte[] other = bodies.get(random.nextInt(bodies.size()));
            parser.anyBodyKeepsThePromises(mutation.of(body, other));
        }
    }
}
