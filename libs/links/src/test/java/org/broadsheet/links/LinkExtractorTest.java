package org.broadsheet.links;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkExtractorTest {
    private static final URI BASE = URI.create("https://blog.example.org/2026/entry");
    private final LinkExtractor extractor = new LinkExtractor(new LinkParser());

    @Test
    void findsLinksInTheirOrderEachArticleOnce() {
        var found = extractor.extract("""
                <p>Read <a href="https://a.example/one?utm_source=x">the first story of many</a> and
                <a href='/local'>ours</a>, again <a href="http://www.a.example/one/">it</a>.
                """, BASE);
        assertThat(found)
                .extracting(link -> link.link().fetchUrl())
                .containsExactly("https://a.example/one", "https://blog.example.org/local");
        assertThat(found).extracting(FoundLink::text).containsExactly("the first story of many", "ours");
    }

    @Test
    void anAnchorThatOnlyRepeatsTheAddressSaysNothing() {
        var found = extractor.extract(
                "<a href='https://a.example/1'>https://a.example/1</a><a href='https://a.example/2'><img></a>", BASE);
        assertThat(found).extracting(FoundLink::text).containsExactly(null, null);
    }

    @Test
    void mentionsAndHashtagsAreNoLinks() {
        assertThat(extractor.extract(
                        "<a class='u-url mention' href='https://m.example/@a'>@a</a>"
                                + "<a class='hashtag' rel='tag' href='https://m.example/tags/b'>#b</a>",
                        BASE))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com, HOME_PAGE",
        "https://example.com/#top, HOME_PAGE",
        "https://example.com/?utm_source=a, HOME_PAGE",
        "https://example.com/a.JPG?w=200, IMAGE",
        "https://example.com/a.gif, IMAGE",
        "https://www.facebook.com/sharer/sharer.php?u=x, SHARE_BUTTON",
        "https://twitter.com/intent/tweet?url=x, SHARE_BUTTON",
        "https://news.ycombinator.com/submitlink?u=x, SHARE_BUTTON",
        "mailto:a@example.com, UNSUPPORTED_SCHEME"
    })
    void leavesOutWhatIsNoArticle(String url, RejectReason reason) {
        assertThat(extractor.parse(url, BASE)).isEqualTo(new Rejected(reason));
    }

    @Test
    void takesTenLinksAtMost() {
        String html = IntStream.range(0, 40)
                .mapToObj(i -> "<a href='https://a.example/" + i + "'>x</a>")
                .collect(joining());
        assertThat(extractor.extract(html, BASE)).hasSize(LinkExtractor.MAX_LINKS);
    }

    @Test
    void cutsLongTextsBetweenCharacters() {
        var found = extractor.extract("<a href='https://a.example/1'>x" + "\uD83D\uDE00".repeat(300), BASE);
        assertThat(found)
                .extracting(FoundLink::text)
                .allSatisfy(text -> assertThat(text).hasSize(499).endsWith("\uD83D\uDE00"));
    }

    @Test
    void readsDeeplyNestedAndBrokenHtml() {
        String html = "<div>".repeat(50_000) + "<a href='https://a.example/deep'>x";
        assertThat(extractor.extract(html, BASE)).hasSizeLessThanOrEqualTo(1);
    }
}
