package org.broadsheet.ingest.article;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.JsonMapper;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hostile inputs of reliability.md section 10 that come as pages; numbers are rows there. */
class HostilePagesTest {
    private static final URI ADDRESS = URI.create("https://www.paper.example/story");

    private final PageParser parser = new PageParser(JsonMapper.createDefault());

    private PageMetadata page(String html) {
        return parser.parse(html.getBytes(UTF_8), "text/html; charset=utf-8", ADDRESS);
    }

    /** 37. */
    @Test
    void whatAPageWouldHaveABrowserFetchOrFollowIsNoPartOfItsDescription() {
        var page = page("""
                <meta http-equiv=refresh content="0;url=https://elsewhere.example/"><link rel=prefetch href="https://t.example/p">
                <link rel=dns-prefetch href="//t.example"><title>Story</title>
                <style>body {background-image: url(https://t.example/b.gif)}</style>
                <body background="https://t.example/c.gif"><p style="background-image: url(https://t.example/d.gif)">
                A text of some length, that people read.<img src="https://t.example/e.gif" width=1 height=1>
                <img src="https://t.example/f.gif" width=0>""");
        assertThat(page.toString()).contains("Story").doesNotContain("t.example", "elsewhere.example");
    }

    /** 37. */
    @Test
    void aBaseOfAnotherSiteMakesNoCanonicalAddressThere() {
        var page =
                page("<base href='https://elsewhere.example/'><link rel=canonical href='/story'><title>Story</title>");
        assertThat(page.canonical()).isNull();
    }

    /** 38: of a megabyte there is not even the end. */
    @Test
    void aTitleOfAMegabyteIsNone() {
        assertThat(page("<meta property=og:title content='" + "word ".repeat(300_000) + "'><title>Other</title>")
                        .description()
                        .title())
                .isNull();
    }

    /** 38. */
    @Test
    void textsAreCut() {
        var long_ = "word ".repeat(20_000);
        var said = page("<meta property=og:title content='" + long_ + "'><meta property=og:site_name content='" + long_
                        + "'><meta name=author content='" + long_ + "'><meta name=description content='" + long_
                        + "'><html lang='" + long_ + "'><meta property=og:image content='https://i.example/"
                        + "a".repeat(100_000)
                        + "'>")
                .description();
        assertThat(said.title()).hasSizeLessThanOrEqualTo(500);
        assertThat(said.site()).hasSizeLessThanOrEqualTo(200);
        assertThat(said.author()).isNull();
        assertThat(said.excerpt()).hasSizeLessThanOrEqualTo(500);
        assertThat(said.language()).isNull();
        assertThat(said.imageUrl()).isNull();
    }

    /** 38. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "div",
                "p",
                "span",
                "table",
                "b",
                "a",
                "article",
                "section",
                "svg",
                "math",
                "template",
                "select",
                "li"
            })
    @Timeout(20) // a second is usual; the rest is for machines that do something else as well
    void fiftyThousandElementsWithinEachOtherAreReadInTime(String element) {
        var page =
                page("<title>Deep</title>" + ("<" + element + ">text of more than twenty-five letters").repeat(50_000));
        assertThat(page.description().title()).isEqualTo("Deep");
    }

    /** 38. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>text of more than twenty-five letters",
                "<meta property=og:title content=a>",
                "<link rel=icon href=a>",
                "<script type='application/ld+json'>{\"@type\": \"Article\", \"headline\": \"a\"}</script>",
                "<a href=/author>",
                "<time itemprop=datePublished datetime=x>",
                "<h1>",
                "<!--",
                "&lt",
                "<nav><p>text of more than twenty-five letters</nav>",
                "<p hidden>text of more than twenty-five letters</p>",
                "<div class=byline>one two"
            })
    @Timeout(20)
    void aPageOfFourMillionCharactersIsReadInTime(String part) {
        assertThat(page("<title>Long</title>" + part.repeat(4_000_000 / part.length()))
                        .description()
                        .title())
                .isNotNull();
    }

    /** 38. */
    @Test
    @Timeout(20)
    void jsonOfAnyDepthIsReadOrNot() {
        var page = page("<title>Plain</title><script type='application/ld+json'>" + "[".repeat(500_000) + "</script>"
                + "<script type='application/ld+json'>" + "{\"@graph\":".repeat(100_000) + "1" + "}".repeat(100_000)
                + "</script>");
        assertThat(page.description().title()).isEqualTo("Plain");
    }

    /** Found by the fuzzer. */
    @ParameterizedTest
    @ValueSource(strings = {" | ", " - ", "| |", " :  | ", "\u00a0| x", "x | \u00a0"})
    void aTitleOfNothingButDividersIsNoFault(String title) {
        assertThat(page("<title>" + title + "</title><meta property=og:site_name content=x>")
                        .description())
                .isNotNull();
    }
}
