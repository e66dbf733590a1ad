package org.broadsheet.ingest.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.MethodSource;

/** As {@link FeedParserFuzz}: bytes under headers that lie. */
class FeedTextFuzz {
    private static final int LONGEST_CHARSET = 24;

    /** The end of the bytes is the charset that the header names, so that both are varied. */
    @MethodSource("org.broadsheet.ingest.parse.Seeds#bodies")
    @FuzzTest(maxDuration = "60s")
    void anyBytesUnderAnyHeaderAreAText(byte[] bytes) {
        int from = Math.max(0, bytes.length - LONGEST_CHARSET);
        String header = "text/xml; charset=" + new String(bytes, from, bytes.length - from, UTF_8);
        assertThat(FeedText.decode(bytes, header).text().length()).isLessThanOrEqualTo(2 * bytes.length);
    }
}
