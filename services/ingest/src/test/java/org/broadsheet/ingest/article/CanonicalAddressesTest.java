package org.broadsheet.ingest.article;

import static org.assertj.core.api.Assertions.assertThat;

import org.broadsheet.events.CanonicalAddress;
import org.broadsheet.links.Link;
import org.broadsheet.links.LinkParser;
import org.broadsheet.links.WebUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalAddressesTest {
    private static final String OWN = "https://www.news.example/a?id=1";

    private static String key(String url) {
        return ((Link) new LinkParser().parse(url, (WebUrl) null)).linkKey();
    }

    @Test
    void anotherAddressOfTheSameSiteIsMadeALinkAsAnEntrysWouldBe() {
        assertThat(CanonicalAddresses.of(key(OWN), OWN, "https://m.news.example/story/a?utm_source=x"))
                .contains(new CanonicalAddress(
                        key("https://news.example/story/a"), "https://m.news.example/story/a", OWN, "news.example"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://news.example/a?utm_medium=feed&id=1",
                "https://other.example/a",
                "https://news.example/?utm_source=canonical",
                "https://www.google.com/url?q=https://other.example/a",
                "https://user:secret@news.example/b",
                "no address"
            })
    void theSameArticleAnotherSiteAFrontPageAndNoLinkAreIgnored(String named) {
        assertThat(CanonicalAddresses.of(key(OWN), OWN, named)).isEmpty();
    }

    @Test
    void aPageThatNamesNoneHasNone() {
        assertThat(CanonicalAddresses.of(key(OWN), OWN, null)).isEmpty();
    }
}
