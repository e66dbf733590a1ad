package org.broadsheet.links.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.broadsheet.links.Corpus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
    private final AddressGuard guard = new AddressGuard(FetchAllow.none());

    @ParameterizedTest
    @MethodSource("org.broadsheet.links.fetch.HostileUrls#all")
    void refusesWithoutANameServer(String url) { // rows 1 to 8, 13 to 15
        assertThat(guard.judgeLiteral(url)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://feeds.example/",
                "http://feeds.example:8080/rss",
                "https://feeds.example:8443/",
                "http://93.184.216.34/",
                "http://[2606:4700::1111]/",
                "http://[64:ff9b::5db8:d822]/",
                "http://a_b.feeds.example/",
                "https://bücher.example/"
            })
    void hasNothingAgainstThePublicWeb(String url) {
        assertThat(guard.judgeLiteral(url)).isEmpty();
    }

    @Test
    void oneBadAddressRefusesTheHost() { // row 9
        assertThat(guard.judge("a.example", addresses("93.184.216.34", "10.0.0.1"), 80))
                .isPresent();
        assertThat(guard.judge("a.example", addresses("93.184.216.34", "fd00::1"), 80))
                .isPresent();
        assertThat(guard.judge("a.example", addresses("93.184.216.34", "2606:4700::1"), 80))
                .isEmpty();
    }

    @Test
    void theAllowListOpensItsAddressAtItsPortOnly() {
        var lenient = new AddressGuard(FetchAllow.parse("127.0.0.1:8099"));
        assertThat(lenient.judgeLiteral("http://127.0.0.1:8099/")).isEmpty();
        assertThat(lenient.judgeLiteral("http://[::ffff:127.0.0.1]:8099/")).isEmpty();
        assertThat(lenient.judgeLiteral("http://127.0.0.1/")).isPresent();
        assertThat(lenient.judgeLiteral("http://127.0.0.1:8098/")).isPresent();
        assertThat(lenient.judge("a.example", addresses("127.0.0.1"), 8099)).isEmpty();
        assertThat(lenient.judge("a.example", addresses("127.0.0.2"), 8099)).isPresent();
        assertThat(lenient.judge("a.example", addresses("93.184.216.34"), 8099)).isPresent();
    }

    @Test
    void aLocalNameIsReachedOnlyWhereEveryAddressIsAllowed() {
        var lenient = new AddressGuard(FetchAllow.parse("127.0.0.1:8099"));
        assertThat(lenient.judge("localhost", addresses("127.0.0.1"), 8099)).isEmpty();
        assertThat(lenient.judge("localhost", addresses("127.0.0.1"), 80)).isPresent();
        assertThat(guard.judge("intranet", addresses("93.184.216.34"), 80)).isPresent();
    }

    @Test
    void ourOwnNamesAreRefused() { // row 16
        var own = new AddressGuard(FetchAllow.none(), Set.of("news.example.org"));
        assertThat(own.judgeLiteral("https://news.example.org/feeds/x.rss")).isPresent();
        assertThat(own.judgeLiteral("https://other.example.org/")).isEmpty();
    }

    @Test
    void whatItTellsAReaderNamesNoAddress() {
        assertThat(guard.judgeLiteral("http://10.0.0.1/").orElseThrow().reason())
                .isEqualTo("This address is not on the public internet.");
    }

    @Test
    void agreesWithTheVectorsOfTheCorpus() {
        var differing = new ArrayList<String>();
        int rows = 0;
        for (var row : Corpus.rows("ssrf/urls.json")) {
            rows++;
            boolean blocked = guard.judgeLiteral(row.get("url").asText()).isPresent();
            if (blocked != row.get("verdict").asText().equals("block")) {
                differing.add(row.toString());
            }
        }
        System.out.println("address guard: " + (rows - differing.size()) + " of " + rows + " vectors agree");
        assertThat(differing).isEmpty();
    }

    static List<InetAddress> addresses(String... literals) {
        return Stream.of(literals)
                .map(literal -> Literals.parse(literal).orElseThrow())
                .toList();
    }
}
