package org.broadsheet.links;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The URL Standard's own cases, as far as they are about http and https and not about what we refuse on purpose. */
class WebUrlCorpusTest {
    private static final Set<RejectReason> OUR_POLICY = Set.of(
            RejectReason.USER_INFO, RejectReason.BACKSLASH, RejectReason.AMBIGUOUS_ADDRESS, RejectReason.TOO_LONG);

    @Test
    void readsAndWritesUrlsAsTheStandardDoes() {
        var differing = new ArrayList<String>();
        int agreeing = 0;
        int byPolicy = 0;
        for (var row : Corpus.rows("urls/whatwg-urltestdata.json")) {
            if (!row.has("input") || !concernsUs(row) || isOurs(row.get("input").asText())) {
                continue;
            }
            var base = base(row);
            if (row.hasNonNull("base") && base == null) {
                continue;
            }
            var result = WebUrl.parse(row.get("input").asText(), base);
            String expected = row.path("failure").asBoolean()
                    ? "failure"
                    : row.get("href").asText();
            String actual = result instanceof WebUrl url ? url.toString() : "failure";
            if (actual.equals(expected)) {
                agreeing++;
            } else if (result instanceof Rejected rejected && OUR_POLICY.contains(rejected.reason())) {
                byPolicy++;
            } else {
                differing.add(row.get("input") + " on " + row.get("base") + ": " + expected + " but was " + result);
            }
        }
        System.out.printf(
                "URL Standard: %d agree, %d refused by policy, %d differ%n", agreeing, byPolicy, differing.size());
        differing.forEach(System.out::println);
        assertThat(differing).isEmpty();
        assertThat(agreeing).isGreaterThanOrEqualTo(177);
    }

    /** NUL is dropped as storage demands, and a host of nothing but the root is no host. */
    private static boolean isOurs(String input) {
        return input.indexOf('\0') >= 0 || input.equals("http://./");
    }

    private static boolean concernsUs(JsonNode row) {
        String protocol = row.path("protocol").asText("");
        if (row.path("failure").asBoolean()) {
            String input = row.get("input").asText();
            return input.startsWith("http") || row.path("base").asText("").startsWith("http");
        }
        return protocol.equals("http:") || protocol.equals("https:");
    }

    private static @Nullable WebUrl base(JsonNode row) {
        return row.hasNonNull("base") && WebUrl.parse(row.get("base").asText()) instanceof WebUrl base ? base : null;
    }
}
