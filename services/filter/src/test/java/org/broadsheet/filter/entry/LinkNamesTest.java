package org.broadsheet.filter.entry;

import static org.assertj.core.api.Assertions.assertThat;

import org.broadsheet.events.EntryLink;
import org.junit.jupiter.api.Test;

class LinkNamesTest {
    private static EntryLink link(String url, String host, String domain) {
        return new EntryLink("0".repeat(64), url, host, domain, null);
    }

    @Test
    void aLinkHasTheNamesOfItsHostOfWhatIsAboveAndOfTheBeginningsOfItsPath() {
        assertThat(LinkNames.of(
                        link("https://news.example.com/sport/ball/1?q=/x/#/y/", "news.example.com", "example.com")))
                .containsExactlyInAnyOrder(
                        "=news.example.com",
                        "news.example.com",
                        "news.example.com/sport/",
                        "news.example.com/sport/ball/",
                        "example.com",
                        "example.com/sport/",
                        "example.com/sport/ball/");
    }

    @Test
    void aHomePageHasNoPath() {
        assertThat(LinkNames.of(link("https://example.com/", "example.com", "example.com")))
                .containsExactlyInAnyOrder("=example.com", "example.com");
    }

    @Test
    void whatEndsWithoutASlashIsNotAPartOfTheSite() {
        assertThat(LinkNames.of(link("https://example.com/sport", "example.com", "example.com")))
                .containsExactlyInAnyOrder("=example.com", "example.com");
    }

    @Test
    void fourPartsOfAPathAreNamed() {
        assertThat(LinkNames.of(link("https://example.com/a/b/c/d/e/f/", "example.com", "example.com")))
                .contains("example.com/a/b/c/d/")
                .doesNotContain("example.com/a/b/c/d/e/");
    }

    @Test
    void anAddressHasNoDomainAboveIt() {
        assertThat(LinkNames.of(link("http://192.0.2.1/a/", "192.0.2.1", "192.0.2.1")))
                .containsExactlyInAnyOrder("=192.0.2.1", "192.0.2.1", "192.0.2.1/a/");
        assertThat(LinkNames.of(link("http://[2001:db8::1]/", "[2001:db8::1]", "[2001:db8::1]")))
                .containsExactlyInAnyOrder("=[2001:db8::1]", "[2001:db8::1]");
    }

    @Test
    void aSuffixUnderWhichPeopleHaveTheirOwnNamesCanBeBlockedToo() {
        assertThat(LinkNames.of(link("https://alice.pages.test/", "alice.pages.test", "alice.pages.test")))
                .containsExactlyInAnyOrder("=alice.pages.test", "alice.pages.test", "pages.test");
    }

    @Test
    void anAddressThatTheJdkCanNotReadStillHasItsPath() {
        assertThat(LinkNames.of(link("https://example.com/a|b/c?d=/e/", "example.com", "example.com")))
                .containsExactlyInAnyOrder("=example.com", "example.com", "example.com/a|b/");
    }
}
