package org.broadsheet.links;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistrableDomainTest {

    @ParameterizedTest
    @CsvSource({
        "www.example.com, example.com",
        "news.bbc.co.uk, bbc.co.uk",
        "alice.substack.com, alice.substack.com",
        "www.substack.com, substack.com",
        "a.b.tumblr.com, b.tumblr.com",
        "www.a.example, a.example",
        "bob.github.io, bob.github.io",
        "a.b.github.io, b.github.io",
        "WWW.Example.COM, example.com",
        "bücher.example.de, example.de",
        "www.bücher.de, xn--bcher-kva.de",
        "example.com., example.com"
    })
    void isWhatOnePartyRegistered(String host, String domain) {
        assertThat(RegistrableDomain.of(host)).contains(domain);
    }

    @ParameterizedTest
    @CsvSource({"com", "co.uk", "github.io", "127.0.0.1", "[::1]", "localhost", ".example.com"})
    void isAbsentForSuffixesAddressesAndLocalNames(String host) {
        assertThat(RegistrableDomain.of(host)).isEmpty();
    }

    @Test
    void agreesWithTheVectorsOfTheList() {
        var differing = new ArrayList<String>();
        for (var row : Corpus.rows("urls/public-suffix-tests.json")) {
            String host = row.get("host").asText();
            String expected = row.get("registrable").isNull()
                    ? null
                    : row.get("registrable").asText();
            String actual = RegistrableDomain.of(host).orElse(null);
            String expectedAscii = expected == null ? null : ((WebUrl) WebUrl.parse("http://" + expected)).host();
            if (!Objects.equals(actual, expectedAscii)) {
                differing.add(host + ": " + expectedAscii + " but was " + actual);
            }
        }
        assertThat(differing).isEmpty();
    }
}
