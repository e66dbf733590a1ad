package org.broadsheet.links;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebUrlTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            HTTP://EXAMPLE.com:80/a                 | http://example.com/a
            https://example.com                     | https://example.com/
            https://example.com:8443/?q=a b         | https://example.com:8443/?q=a%20b
            http://example.com/a/./b/../c           | http://example.com/a/c
            http://example.com/%2e%2E/x             | http://example.com/x
            http://example.com\t/a\tb               | http://example.com/ab
            https://bücher.example/ä                | https://xn--bcher-kva.example/%C3%A4
            https://faß.example/                    | https://xn--fa-hia.example/
            https://EXAMPLE。com/                    | https://example.com/
            http://①②⑦.0.0.1/                       | http://127.0.0.1/
            http://lo\u00ADcalhost/                 | http://localhost/
            http://[2001:DB8::0:1]:8080/            | http://[2001:db8::1]:8080/
            http://[::ffff:127.0.0.1]/              | http://[::ffff:7f00:1]/
            http://a_b.example/                     | http://a_b.example/
            http://example.com/x\\\\y               | http://example.com/x/y
            """)
    void writesEachUrlInOneSpelling(String text, String expected) {
        assertThat(WebUrl.parse(text.translateEscapes())).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mailto:a@b.example            | UNSUPPORTED_SCHEME
            javascript:alert(1)           | UNSUPPORTED_SCHEME
            feed:http://a.example/        | UNSUPPORTED_SCHEME
            example.com/page              | NOT_ABSOLUTE
            https://                      | NO_HOST
            http://user@example.com/      | USER_INFO
            http://u:p@example.com/       | USER_INFO
            http://good.example\\\\@127.0.0.1/ | BACKSLASH
            http:\\\\\\\\example.com/         | BACKSLASH
            http://127.1/                 | AMBIGUOUS_ADDRESS
            http://0177.0.0.1/            | AMBIGUOUS_ADDRESS
            http://0x7f000001/            | AMBIGUOUS_ADDRESS
            http://2130706433/            | AMBIGUOUS_ADDRESS
            http://1.2.3.4.5/             | AMBIGUOUS_ADDRESS
            http://example.com:65536/     | BAD_PORT
            http://example.com:x/         | BAD_PORT
            http://exa mple.com/          | BAD_HOST
            http://a..b.example/          | BAD_HOST
            http://./                     | BAD_HOST
            http://[::1/                  | BAD_HOST
            http://[1:2:3]/               | BAD_HOST
            http://xn--a.example/         | BAD_HOST
            http://a\u202Eb.example/      | BAD_HOST
            """)
    void refusesWithAReason(String text, RejectReason reason) {
        assertThat(WebUrl.parse(text.translateEscapes())).isEqualTo(new Rejected(reason));
    }

    @Test
    void resolvesAgainstABase() {
        var base = parsed("https://example.com/a/b?q#f");
        assertThat(WebUrl.parse("../c", base)).hasToString("https://example.com/c");
        assertThat(WebUrl.parse("?x", base)).hasToString("https://example.com/a/b?x");
        assertThat(WebUrl.parse("//other.example", base)).hasToString("https://other.example/");
        assertThat(WebUrl.parse("#top", base)).hasToString("https://example.com/a/b?q#top");
        assertThat(WebUrl.parse("", base)).hasToString("https://example.com/a/b?q");
    }

    @Test
    void refusesWhatIsTooLongAlsoAfterEncoding() {
        assertThat(WebUrl.parse("https://example.com/" + "a".repeat(2_000)))
                .isEqualTo(new Rejected(RejectReason.TOO_LONG));
        assertThat(WebUrl.parse("https://example.com/" + "ä".repeat(900)))
                .isEqualTo(new Rejected(RejectReason.TOO_LONG));
    }

    @Test
    void refusesWhatWouldFillAnyTable() { // row 17
        assertThat(WebUrl.parse("https://example.com/" + "a".repeat(100_000)))
                .isEqualTo(new Rejected(RejectReason.TOO_LONG));
        assertThat(WebUrl.parse("https://example.com/?" + "a=1&".repeat(10_000)))
                .isEqualTo(new Rejected(RejectReason.TOO_LONG));
    }

    @Test
    void aLineBreakNeverReachesTheRequest() { // row 17
        var url = parsed("https://example.com/a\r\nX-Evil: 1?b\n=%0D%0A");
        assertThat(url.requestTarget()).isEqualTo("/aX-Evil:%201?b=%0D%0A");
    }

    @Test
    void becomesAUriOfTheJdkWhateverItHolds() {
        assertThat(parsed("https://example.com/a|b[1]{2}?q=^%zz&r=[x]").toUri())
                .isEqualTo(URI.create("https://example.com/a%7Cb%5B1%5D%7B2%7D?q=%5E%25zz&r=%5Bx%5D"));
        // Found by the fuzzer's first seeds: hosts that the URL Standard lets pass.
        assertThat(parsed("http://a\"`{}!$&'()*+,;=_~b.example/").toUri())
                .hasToString("http://a%22%60%7B%7D!$&'()*+,;=_~b.example/");
    }

    @Test
    void tellsOriginsApart() {
        assertThat(parsed("https://a.example/").sameOrigin(parsed("https://a.example:443/x")))
                .isTrue();
        assertThat(parsed("https://a.example/").sameOrigin(parsed("http://a.example/")))
                .isFalse();
        assertThat(parsed("https://a.example/").sameOrigin(parsed("https://a.example:8443/")))
                .isFalse();
    }

    private static WebUrl parsed(String text) {
        return (WebUrl) WebUrl.parse(text);
    }
}
