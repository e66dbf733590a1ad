package org.broadsheet.ingest.article;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.JsonMapper;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageParserTest {
    private static final URI ADDRESS = URI.create("https://www.paper.example/2026/11/story?ref=x");

    private final PageParser parser = new PageParser(JsonMapper.createDefault());

    private PageMetadata page(String head, String body) {
        return parser.parse(
                ("<html lang=en><head>" + head + "</head><body>" + body + "</body></html>").getBytes(UTF_8),
                "text/html; charset=utf-8",
                ADDRESS);
    }

    private Description said(String head) {
        return page(head, "").description();
    }

    @Test
    void openGraphSpeaksFirst() {
        var said = said("""
                <title>Other | The Paper</title><meta name=description content=Plain>
                <meta property=og:title content="The  story"><meta property=og:site_name content="The Paper">
                <meta property=og:description content="What happened"><meta property=og:image content="/a.jpg">
                <meta name=author content="By Ann Lee"><meta property=article:published_time content="2026-11-20T10:00:00+01:00">
                <link rel="icon" href="/i.svg"><link rel="shortcut icon" href="/i.png">""");
        assertThat(said.title()).isEqualTo("The story");
        assertThat(said.site()).isEqualTo("The Paper");
        assertThat(said.excerpt()).isEqualTo("What happened");
        assertThat(said.imageUrl()).isEqualTo("https://www.paper.example/a.jpg");
        assertThat(said.author()).isEqualTo("Ann Lee");
        assertThat(said.publishedAt()).isEqualTo(Instant.parse("2026-11-20T09:00:00Z"));
        assertThat(said.language()).isEqualTo("en");
        assertThat(said.faviconUrl()).isEqualTo("https://www.paper.example/i.png");
    }

    @Test
    void theArticleOfJsonLdIsFoundInAGraphToo() {
        var said = said("""
                <script type="application/ld+json">not json</script>
                <script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
                  {"@type": "WebSite", "name": "Not this"},
                  {"@type": ["NewsArticle"], "headline": "Found", "publisher": {"@type": "Organization", "name": "Paper"},
                   "author": [{"name": "Ann"}, {"name": "Bo"}], "datePublished": "2026-11-19",
                   "description": "Text", "image": [{"@type": "ImageObject", "name": "no", "url": "https://i.example/x.png"}]}]}
                </script>""");
        assertThat(said.title()).isEqualTo("Found");
        assertThat(said.site()).isEqualTo("Paper");
        assertThat(said.author()).isEqualTo("Ann, Bo");
        assertThat(said.publishedAt()).isEqualTo(Instant.parse("2026-11-19T00:00:00Z"));
        assertThat(said.imageUrl()).isEqualTo("https://i.example/x.png");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', textBlock = """
            A story | The Paper             # A story
            The Paper: A story              # The Paper: A story
            The Paper — A story             # A story
            On A | B testing                # On A | B testing
            """)
    void theTitleOfAWindowIsRidOfTheSitesName(String window, String title) {
        assertThat(said("<title>" + window + "</title><meta property=og:site_name content='The Paper'>")
                        .title())
                .isEqualTo(title);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:image/png;base64,AA==",
                "ftp://paper.example/a.png",
                "http://user:pw@paper.example/a.png"
            })
    void addressesThatAreNoWebAddressesAreDropped(String address) {
        var page = page(
                "<meta property=og:image content='" + address + "'><link rel=canonical href='" + address
                        + "'><link type=application/json+oembed href='" + address + "'>",
                "");
        assertThat(page.description().imageUrl()).isNull();
        assertThat(page.canonical()).isNull();
        assertThat(page.oembed()).isNull();
    }

    @Test
    void markupInTextIsText() {
        var said = said("<meta property=og:title content='&lt;script&gt;alert(1)&lt;/script&gt; News\u0001'>");
        assertThat(said.title()).isEqualTo("<script>alert(1)</script> News");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            https://paper.example/2026/11/story,  https://paper.example/2026/11/story
            https://paper.example/,               -
            https://other.example/2026/11/story,  -
            /2026/11/story,                       -
            """)
    void aCanonicalAddressIsOfTheSameSiteAndNoFrontPage(String canonical, String believed) {
        assertThat(page("<link rel=canonical href='" + canonical + "'>", "").canonical())
                .isEqualTo(believed);
    }

    @Test
    void theHeadersCharsetCountsAndElseThePagesOwn() {
        var text = "<title>Größe</title>";
        assertThat(parser.parse(text.getBytes(ISO_8859_1), "text/html; charset=iso-8859-1", ADDRESS)
                        .description()
                        .title())
                .isEqualTo("Größe");
        assertThat(parser.parse(
                                ("<meta charset=iso-8859-1>" + text).getBytes(ISO_8859_1),
                                "text/html; charset=no-such-charset",
                                ADDRESS)
                        .description()
                        .title())
                .isEqualTo("Größe");
    }

    @Test
    void readingTimeIsOfTheTextAndNotOfTheMenu() {
        var article = page(
                        "",
                        "<nav><p>" + "menu ".repeat(900) + "</p></nav><article><p>" + "word ".repeat(600)
                                + "</p></article>")
                .description();
        assertThat(article.readingMinutes()).isEqualTo(3);
        assertThat(page("", "<article><p>" + "漢字".repeat(600) + "</p></article>")
                        .description()
                        .readingMinutes())
                .isEqualTo(3);
        assertThat(page("", "<p>Watch this</p>").description().readingMinutes()).isNull();
    }

    @Test
    void aPageOfAnyDepthIsRead() {
        var deep = "<div>".repeat(100_000) + "<p>" + "in the deep ".repeat(10);
        assertThat(page("<title>Deep</title>", deep).description().title()).isEqualTo("Deep");
        var json = "<script type=application/ld+json>" + "[".repeat(100_000) + "</script><title>Deep</title>";
        assertThat(said(json).title()).isEqualTo("Deep");
    }
}
