package org.broadsheet.ingest.parse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.broadsheet.links.LinkParser;

/**
 * Bodies that are made to cost memory (reliability.md section 10, rows 20 to 22 and 28), parsed one after the other in a process of
 * little memory; what each took is printed. {@link MemoryTest} starts it.
 */
final class HostileBodies {
    private static final int MEBIBYTE = 1 << 20;
    /** What the fetcher lets through. */
    private static final int LARGEST = 10 * MEBIBYTE;

    private HostileBodies() {}

    public static void main(String[] arguments) {
        var parser = new FeedParser(new LinkParser());
        bodies().forEach((name, body) -> {
            byte[] bytes = body.get();
            long start = System.nanoTime();
            var result = parser.parse(bytes, null, URI.create("https://blog.example.org/feed.xml"), Instant.now());
            System.out.printf(
                    "%s: %s, %d KiB, %d ms%n",
                    name,
                    result.getClass().getSimpleName(),
                    bytes.length / 1_024,
                    (System.nanoTime() - start) / 1_000_000);
        });
        System.out.println("survived");
    }

    private static Map<String, Supplier<byte[]>> bodies() {
        var bodies = new LinkedHashMap<String, Supplier<byte[]>>();
        bodies.put("billion laughs", HostileBodies::laughs);
        bodies.put(
                "quadratic blow-up",
                () -> document("<!DOCTYPE rss [<!ENTITY a \"" + "x".repeat(50_000) + "\">]>", "&a;".repeat(2_000)));
        bodies.put("nested elements", () -> document("", "<a>".repeat(100_000)));
        bodies.put(
                "attributes",
                () -> document(
                        "",
                        IntStream.range(0, 10_000)
                                .mapToObj(i -> " a" + i + "=''")
                                .collect(Collectors.joining("", "<a", ">"))));
        bodies.put("one attribute", () -> full("<rss a='", "x", "'/>"));
        bodies.put("one text", () -> full("<rss><channel><item><guid>1</guid><description>", "x", "</description>"));
        bodies.put("one name", () -> full("<", "x", ">"));
        bodies.put("entries", () -> full("<rss><channel>", "<item><guid>1</guid></item>", ""));
        bodies.put("text that is no XML", () -> full("<rss><channel><item><title>", "& < ", ""));
        bodies.put("levels of JSON", () -> full("{\"items\":", "[", ""));
        bodies.put("entries of JSON", () -> full("{\"items\":[", "{},", "{}]}"));
        bodies.put("one string of JSON", () -> full("{\"items\":[{\"id\":\"1\",\"content_html\":\"", "<b>", "\"}]}"));
        return bodies;
    }

    private static byte[] laughs() {
        return document(
                IntStream.range(1, 10)
                        .mapToObj(i -> "<!ENTITY l" + i + " \"" + ("&l" + (i - 1) + ";").repeat(10) + "\">")
                        .collect(Collectors.joining("", "<!DOCTYPE rss [<!ENTITY l0 \"lol\">", "]>")),
                "&l9;");
    }

    private static byte[] document(String type, String text) {
        return (type + "<rss><channel><item><guid>1</guid><description>" + text
                        + "</description></item></channel></rss>")
                .getBytes(UTF_8);
    }

    /** As large as the fetcher lets a body be. */
    private static byte[] full(String head, String part, String tail) {
        byte[] body = new byte[LARGEST];
        byte[] before = head.getBytes(UTF_8);
        byte[] between = part.getBytes(UTF_8);
        byte[] after = tail.getBytes(UTF_8);
        System.arraycopy(before, 0, body, 0, before.length);
        int at = before.length;
        for (; at + between.length + after.length <= body.length; at += between.length) {
            System.arraycopy(between, 0, body, at, between.length);
        }
        System.arraycopy(after, 0, body, at, after.length);
        return java.util.Arrays.copyOf(body, at + after.length);
    }
}
