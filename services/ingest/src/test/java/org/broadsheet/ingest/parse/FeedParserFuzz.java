package org.broadsheet.ingest.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;
import java.time.Instant;
import org.broadsheet.links.LinkParser;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Harnesses for Jazzer, which goes on from the seeds for a minute each; how is said in the module's README. The name ends as
 * no test's does: its agent changes every class of the process, and the other tests are not to run under it. They run over
 * the seeds in {@link SeedsTest}.
 */
class FeedParserFuzz {
    private static final String SEEDS = "org.broadsheet.ingest.parse.Seeds#bodies";
    private static final URI BASE = URI.create("https://blog.example.org/feed.xml");
    private static final Instant FETCHED = Instant.parse("2026-11-21T12:00:00Z");
    private static final int LONGEST_CHARSET = 24;
    private final FeedParser parser = new FeedParser(new LinkParser());

    @MethodSource(SEEDS)
    @FuzzTest(maxDuration = "60s")
    void anyBodyKeepsThePromises(byte[] body) {
        Promises.areKept(parser.parse(body, null, BASE, FETCHED), FETCHED);
    }

    /** The end of the bytes is the charset that the header names, so that both are varied. */
    @MethodSource(SEEDS)
    @FuzzTest(maxDuration = "60s")
    void anyBytesUnderAnyHeaderAreAText(byte[] bytes) {
        int from = Math.max(0, bytes.length - LONGEST_CHARSET);
        String header = "text/xml; charset=" + new String(bytes, from, bytes.length - from, UTF_8);
        assertThat(FeedText.decode(bytes, header).text().length()).isLessThanOrEqualTo(2 * bytes.length);
    }
}
