package org.broadsheet.ingest.article;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.micronaut.json.JsonMapper;
import java.net.URI;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** For Jazzer, as the fuzzers of feeds are: whatever a page says of itself, what is kept is short text and web addresses. */
class PageParserFuzz {
    private static final URI ADDRESS = URI.create("https://www.paper.example/story");
    private static final int LONGEST = 500;

    private final PageParser parser = new PageParser(JsonMapper.createDefault());

    static Stream<byte[]> pages() {
        return Stream.of(
                        "<!DOCTYPE html><title>T | Paper</title><meta property=og:site_name content=Paper><h1>T</h1><p>x",
                        "<html lang=de><link rel=canonical href=/other><link rel=icon href=i.png><base href='//x.example/'>",
                        "<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"NewsArticle\",\"headline\":\"T\",\"image\":[\"a\"],"
                                + "\"datePublished\":\"2026-11-21\",\"author\":{\"name\":\"A\"}}]}</script>",
                        "<meta charset=utf-16><meta name=author content='By Ann'><time pubdate datetime='2026-11-21T10:00Z'>",
                        "<article><p hidden>no</p><p>\u6587\u5b57 words of more than twenty-five letters</p></article>")
                .map(page -> page.getBytes(UTF_8));
    }

    @MethodSource("pages")
    @FuzzTest(maxDuration = "60s")
    void anyPageKeepsThePromises(byte[] page) {
        var read = parser.parse(page, null, ADDRESS);
        var said = read.description();
        Stream.of(said.title(), said.site(), said.author(), said.excerpt(), said.language())
                .filter(Objects::nonNull)
                .forEach(text -> assertThat(text)
                        .isNotBlank()
                        .hasSizeLessThanOrEqualTo(LONGEST)
                        .matches(kept -> kept.codePoints().noneMatch(PageParserFuzz::isForbidden)));
        Stream.of(said.imageUrl(), said.faviconUrl(), read.canonical())
                .filter(Objects::nonNull)
                .forEach(address -> assertThat(address).matches("https?://[^\\s\\p{Cntrl}<>\"]+"));
    }

    private static boolean isForbidden(int c) {
        return Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE;
    }
}
