package org.broadsheet.filter.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlockedNameTest {
    @ParameterizedTest
    @CsvSource({
        "example.com, example.com, domain",
        "  Example.COM , example.com, domain",
        "http://example.com, example.com, domain",
        "HTTPS://example.com/, example.com, domain",
        "www.example.com, www.example.com, domain",
        "bücher.example, xn--bcher-kva.example, domain",
        "=news.example.com, =news.example.com, host",
        "=https://News.example.com/, =news.example.com, host",
        "example.com/sport, example.com/sport/, path",
        "example.com/sport/, example.com/sport/, path",
        "example.com/Sport/Ball, example.com/Sport/Ball/, path",
        "example.com/a/b/c/d, example.com/a/b/c/d/, path",
        "example.com/a/b/c/d/, example.com/a/b/c/d/, path",
        "192.0.2.1, 192.0.2.1, domain",
        "[2001:db8::1], [2001:db8::1], domain",
        "localhost, localhost, domain"
    })
    void readsWhatPeopleWrite(String text, String value, String kind) {
        var name = BlockedName.parse(text).orElseThrow();
        assertThat(name.value()).isEqualTo(value);
        assertThat(name.kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "=",
                "com",
                "no domain",
                "=example.com/sport/",
                "example.com:8080",
                "example.com?q=1",
                "user@example.com",
                "ftp://example.com",
                "mailto:a@example.com",
                "example.com/a/b/c/d/e",
                "example.com/a/b/c/d/e/",
                "exa mple.com",
                "https://"
            })
    void refusesWhatNoLinkCanBeCalled(String text) {
        assertThat(BlockedName.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 100_000})
    void refusesWhatIsTooLong(int length) {
        assertThat(BlockedName.parse("example.com/" + "x".repeat(length))).isEmpty();
    }
}
