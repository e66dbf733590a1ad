package org.broadsheet.links;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkParserTest {
    private final LinkParser parser = new LinkParser();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://example.com/a?utm_source=x&UTM_Medium=y&id=1 | https://example.com/a?id=1
            https://example.com/a?fbclid=1&__readwiseLocation=2  | https://example.com/a
            https://example.com/a?ref=deep&source=list&s=3       | https://example.com/a?ref=deep&source=list&s=3
            https://example.com/a#section                        | https://example.com/a
            https://example.com/#!/route                         | https://example.com/#!/route
            https://example.com/a?b=&c                           | https://example.com/a?b=&c
            https://www.google.com/url?q=https%3A%2F%2Fa.example%2Fx%3Fy%3D1&sa=D | https://a.example/x?y=1
            https://www.google.co.uk/url?sa=t&url=https%3A%2F%2Fa.example%2Fx | https://a.example/x
            https://l.facebook.com/l.php?u=https%3A%2F%2Fa.example%2Fx%3Ffbclid%3D1&h=2 | https://a.example/x
            https://out.reddit.com/t3_1?url=https%3A%2F%2Fa.example%2F | https://out.reddit.com/t3_1?url=https%3A%2F%2Fa.example%2F
            https://out.reddit.com/?url=https%3A%2F%2Fa.example%2Fb | https://a.example/b
            https://href.li/?https://a.example/b                 | https://a.example/b
            https://l.facebook.com/l.php?u=https%3A%2F%2Fhref.li%2F%3Fhttps%3A%2F%2Fa.example%2Fb | https://a.example/b
            https://www.google.com/url?q=javascript:alert(1)     | https://www.google.com/url?q=javascript:alert(1)
            https://www.google.com/amp/s/a.example/story/amp/    | https://a.example/story/amp/
            https://a-example.cdn.ampproject.org/c/s/a.example/x | https://a.example/x
            https://www.nytimes.com/2026/a.html?unlocked_article_code=1.z&smid=url-share | https://www.nytimes.com/2026/a.html
            https://youtu.be/dQw4w9WgXcQ?si=abc&t=42             | https://youtu.be/dQw4w9WgXcQ?t=42
            https://twitter.com/a/status/1?s=20&t=xyz            | https://twitter.com/a/status/1
            https://www.amazon.de/dp/B01/ref=sr_1_1?qid=1&tag=x  | https://www.amazon.de/dp/B01
            https://www.amazon.de/dp/B01/ref=a/ref=b_1           | https://www.amazon.de/dp/B01
            https://href.li/?utm_source=x&https://a.example/b    | https://a.example/b
            https://alice.substack.com/p/x?r=1&utm_campaign=post | https://alice.substack.com/p/x
            https://example.com/a%20b?q=%C3%A4                   | https://example.com/a%20b?q=%C3%A4
            """)
    void opensTheArticleItself(String raw, String fetchUrl) {
        assertThat(link(raw).fetchUrl()).isEqualTo(fetchUrl);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://example.com/a                    | https://www.example.com/a/
            https://m.example.com/a                 | https://example.com/a
            https://example.com/a?b=2&a=1           | https://example.com/a?a=1&b=2
            https://example.com/a?x=&a=1            | https://example.com/a?a=1
            https://example.com/%7ebar              | https://example.com/~bar
            https://example.com/a%2fb               | https://example.com/a%2Fb
            https://example.com/s?q=a+b             | https://example.com/s?q=a%20b
            https://example.com/story/amp/          | https://example.com/story
            https://example.com/story.amp.html      | https://example.com/story
            https://amp.example.com/story?amp=1     | https://example.com/story
            https://youtu.be/dQw4w9WgXcQ            | https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=1
            https://m.youtube.com/shorts/dQw4w9WgXcQ | https://www.youtube.com/embed/dQw4w9WgXcQ
            https://old.reddit.com/r/a/comments/1/  | https://www.reddit.com/r/a/comments/1
            https://arxiv.org/pdf/2401.00001v2.pdf  | https://arxiv.org/abs/2401.00001v2
            https://en.m.wikipedia.org/wiki/Feed    | https://en.wikipedia.org/wiki/Feed
            https://mobile.twitter.com/a/status/1   | https://x.com/a/status/1
            https://example.com./a                  | https://example.com/a
            https://bücher.example/a                | https://xn--bcher-kva.example/a
            """)
    void givesOneKeyToOneArticle(String one, String other) {
        assertThat(link(one).linkKey()).isEqualTo(link(other).linkKey()).matches("[0-9a-f]{64}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://example.com/A                   | https://example.com/a
            https://example.com/a?p=1               | https://example.com/a?p=2
            https://example.com/?12345              | https://example.com/?12346
            https://example.com/a?x=1&x=2           | https://example.com/a?x=2&x=1
            https://example.com:8443/a              | https://example.com/a
            https://alice.substack.com/p/x          | https://bob.substack.com/p/x
            https://www.github.io/a                 | https://github.io/a
            https://example.com/a%2Fb               | https://example.com/a/b
            https://example.com/camp                | https://example.com/c
            https://example.com/#!/a                | https://example.com/#!/b
            https://en.wikipedia.org/wiki/Feed      | https://de.wikipedia.org/wiki/Feed
            """)
    void keepsDifferentArticlesApart(String one, String other) {
        assertThat(link(one).linkKey()).isNotEqualTo(link(other).linkKey());
    }

    @Test
    void setsAGiftApart() {
        var gift = link("https://www.nytimes.com/2026/a.html?unlocked_article_code=1.z&smid=url-share");
        assertThat(gift.giftUrl()).isEqualTo("https://www.nytimes.com/2026/a.html?unlocked_article_code=1.z");
        assertThat(gift.linkKey())
                .isEqualTo(link("https://www.nytimes.com/2026/a.html").linkKey());
        assertThat(link("https://example.com/a?st=1").giftUrl()).isNull();
    }

    @Test
    void namesHostAndDomainOfWhereTheLinkGoes() {
        var wrapped = link("https://www.google.com/url?q=https%3A%2F%2FWWW.News.Example.co.uk%2Fa");
        assertThat(wrapped.host()).isEqualTo("www.news.example.co.uk");
        assertThat(wrapped.domain()).isEqualTo("example.co.uk");
        assertThat(link("http://127.0.0.1:8099/a").domain()).isEqualTo("127.0.0.1");
        assertThat(link("https://substack.com/@alice/note/1").domain()).isEqualTo("substack.com");
    }

    @Test
    void dropsARefThatOnlyNamesTheFinder() {
        assertThat(link("https://example.com/a?ref=daily.example.org", "https://www.daily.example.org/feed")
                        .fetchUrl())
                .isEqualTo("https://example.com/a");
        assertThat(link("https://example.com/a?ref=main", "https://daily.example.org/feed")
                        .fetchUrl())
                .isEqualTo("https://example.com/a?ref=main");
    }

    @Test
    void keepsWhatWasFoundWithoutItsNul() {
        assertThat(link("https://example.com/a\0b").raw()).isEqualTo("https://example.com/ab");
    }

    @Test
    void trackingNamesAreLowerCaseSoThatTheyCanMatch() {
        assertThat(link("https://example.com/?__READWISELOCATION=1&xToR=2&a=1").fetchUrl())
                .isEqualTo("https://example.com/?a=1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mailto:a@b.example", "http://user:pw@example.com/", "http://0177.0.0.1/", "//[", "\0"})
    void rejectsWhatIsNoWebAddress(String raw) {
        assertThat(parser.parse(raw, (URI) null)).isInstanceOf(Rejected.class);
    }

    private Link link(String raw) {
        return link(raw, null);
    }

    private Link link(String raw, @Nullable String base) {
        return (Link) parser.parse(raw, base == null ? null : URI.create(base));
    }
}
