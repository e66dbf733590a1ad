package org.broadsheet.digest.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebLinkTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "java\u0001script:alert(1)",
                " javascript:alert(1)",
                "data:text/html,<script>",
                "vbscript:x",
                "file:///etc/passwd",
                "https://good.example@evil.example/",
                "//no.scheme.example/",
                "",
                "not a url",
            })
    void onlyWebAddressesBecomeLinks(String url) {
        assertThat(WebLink.of(url)).isEmpty();
    }

    @Test
    void hostIsWhereTheLinkLeadsInAscii() {
        assertThat(WebLink.of("https://аpple.example/x").orElseThrow().host()).startsWith("xn--");
        assertThat(WebLink.of("HTTP://News.Example:80/a b\"<>").orElseThrow())
                .isEqualTo(new WebLink("http://news.example/a%20b%22%3C%3E", "news.example"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://bank.example/login",
                "bank.example",
                "WWW.BANK.EXAMPLE",
                "bank.example: your account",
                "http://user@bank.example",
                "bank。example",
            })
    void titleThatLooksLikeAnotherAddressIsNotShown(String title) {
        assertThat(link().label(title)).isEqualTo("An article at news.evil.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"How banks work", "evil.example", "https://www.evil.example/x", "3.14 is not pi", "C++"})
    void otherTitlesAreShown(String title) {
        assertThat(link().label(title)).isEqualTo(title);
    }

    private static WebLink link() {
        return WebLink.of("https://news.evil.example/a").orElseThrow();
    }
}
