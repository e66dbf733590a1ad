package org.broadsheet.ingest.parse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;
import java.time.Instant;
import org.broadsheet.links.LinkParser;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * For Jazzer, which goes on from the seeds for a minute, in a process of its own: its agent changes every class. The name ends as no
 * test's does; an execution of the module's POM names it.
 */
class FeedParserFuzz {
    private static final String SEEDS = "org.broadsheet.ingest.parse.Seeds#bodies";
    private static final URI BASE = URI.create("https://blog.example.org/feed.xml");
    private static final Instant FETCHED = Instant.parse("2026-11-21T12:00:00Z");
    private final FeedParser parser = new FeedParser(new LinkParser());

    @MethodSource(SEEDS)
    @FuzzTest(maxDuration = "60s")
    void anyBodyKeepsThePromises(byte[] body) {
        Promises.areKept(parser.parse(body, null, BASE, FETCHED), FETCHED);
    }
}
