package org.broadsheet.links;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** Texts from which a fuzzer finds others: one of each kind, and the corpus where there is one. */
final class UrlSeeds {
    private UrlSeeds() {}

    static Stream<byte[]> all() {
        return Stream.concat(ours(), Stream.concat(corpus("canonicalisation.json"), corpus("whatwg-urltestdata.json")))
                .map(text -> text.getBytes(UTF_8));
    }

    private static Stream<String> corpus(String file) {
        try {
            return Corpus.rows("urls/" + file).stream()
                    .filter(row -> row.path("input").isTextual())
                    .map(row -> row.get("input").asText());
        } catch (TestAbortedException noCorpus) {
            return Stream.of();
        }
    }

    private static Stream<String> ours() {
        return Stream.of(
                "https://www.google.com/url?q=https%3A%2F%2Fa.example%2Fx%3Fy%3D1&sa=D",
                "https://l.facebook.com/l.php?u=https%3A%2F%2Fhref.li%2F%3Fhttps%3A%2F%2Fa.example%2Fb",
                "https://www.google.com/amp/s/a.example/story/amp/",
                "https://a-example.cdn.ampproject.org/c/s/a.example/x",
                "https://urldefense.com/v3/__https:/a.example/x__;!!a!b$",
                "https://www.nytimes.com/2026/a.html?unlocked_article_code=1.z&smid=url-share",
                "https://www.amazon.de/dp/B01/ref=sr_1_1?qid=1&tag=x",
                "https://m.youtube.com/shorts/dQw4w9WgXcQ?si=1",
                "https://en.m.wikipedia.org/wiki/Feed#History",
                "http://EXAMPLE.com:80/a/./b/../c?utm_source=x&b=2&a=1&a=+%20",
                "https://example.com/#!/route",
                "https://bücher.example/ä?q=ö",
                "http://[::ffff:127.0.0.1]:8080/",
                "http://①②⑦.0.0.1/",
                "http://user:pw@example.com/",
                "http://lo\u00ADcalhost/",
                "//[::1",
                "\t http://a.example\\b\0");
    }
}
