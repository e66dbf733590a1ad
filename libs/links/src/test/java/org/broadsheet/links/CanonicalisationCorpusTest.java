package org.broadsheet.links;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows whose policy is ours: an input and its canonical form have one link key. */
class CanonicalisationCorpusTest {
    private final LinkParser parser = new LinkParser();

    @Test
    void inputAndCanonicalFormHaveOneKey() {
        var differing = new ArrayList<String>();
        int agreeing = 0;
        for (var row : Corpus.rows("urls/canonicalisation.json")) {
            String feed = row.path("feed").asText(null);
            if (!fits(row)) {
                continue;
            }
            if (key(row.get("input").asText(), feed)
                    .equals(key(row.get("expected").asText(), null))) {
                agreeing++;
            } else {
                differing.add(row.toString());
            }
        }
        System.out.println("canonicalisation: " + agreeing + " of " + (agreeing + differing.size()) + " rows agree");
        assertThat(differing).isEmpty();
        assertThat(agreeing).isGreaterThan(50);
    }

    private String key(String url, @Nullable String feed) {
        return parser.parse(url, feed == null ? null : URI.create(feed)) instanceof Link link ? link.linkKey() : "none";
    }

    private static boolean fits(JsonNode row) {
        String flags = row.path("flags").asText("");
        String input = row.get("input").asText();
        boolean otherPolicy = flags.contains("DuplicateSlashes") // they are part of the path
                || flags.contains("Greedy") && input.contains("%e3") // the expectation is a Go escape
                || input.contains("%E3%82%AD")
                || flags.contains("FlagDecode") // numeric hosts are refused
                || flags.contains("UnnecessaryHostDots") && input.contains("..")
                || row.path("options").has("encoding")
                || row.path("name").asText().equals("UnnecessaryHostDots-1");
        // Written by its authors with a doubled encoding: not the URL that it says.
        boolean misencoded = input.contains("Â");
        // A pair with an empty value is dropped, a bare word stays: theirs do one or the other to both.
        boolean blanks = input.contains("b=&c") || input.contains("?1750,4");
        // www. is only folded where a registrable domain is left.
        boolean noDomain = flags.contains("WWW");
        return !otherPolicy && !misencoded && !blanks && !noDomain;
    }
}
