package org.broadsheet.links.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.broadsheet.links.WebUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortenersTest {

    @ParameterizedTest
    @CsvSource({
        "https://t.co/abc, true",
        "http://BIT.LY/abc?x=1, true",
        "https://on.ft.com/abc, true",
        "https://lnkd.in/abc, true",
        "https://t.co/, false",
        "https://t.co:8443/abc, false",
        "https://youtu.be/abc, false",
        "https://mailchi.mp/abc, false",
        "https://i.redd.it/abc.jpg, false",
        "https://ft.com/abc, false",
        "https://not-t.co/abc, false"
    })
    void listsTheLinksOfShortenersAndNothingElse(String link, boolean listed) {
        assertThat(Shorteners.standard().lists(url(link))).isEqualTo(listed);
    }

    @Test
    void takesFurtherOnesWithTheirPorts() {
        var more = Shorteners.standard().and(" go.example.org, 127.0.0.1:8099 ,");
        assertThat(more.lists(url("https://go.example.org/a"))).isTrue();
        assertThat(more.lists(url("http://127.0.0.1:8099/a"))).isTrue();
        assertThat(more.lists(url("http://127.0.0.1:8098/a"))).isFalse();
        assertThat(more.lists(url("https://t.co/a"))).isTrue();
        assertThat(Shorteners.standard().and("").lists(url("https://t.co/a"))).isTrue();
    }

    @Test
    void namesWhatIsNoHost() {
        assertThatThrownBy(() -> Shorteners.standard().and("go.example.org, https://x.example/, a b, x.example/path"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a b, https://x.example/, x.example/path")
                .hasMessageNotContaining("go.example.org");
    }

    private static WebUrl url(String text) {
        return (WebUrl) WebUrl.parse(text);
    }
}
