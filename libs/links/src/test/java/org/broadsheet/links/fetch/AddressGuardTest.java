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
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
    private final AddressGuard guard = new AddressGuard(FetchAllow.none());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data/",
                "http://169.254.170.2/v2/credentials/x",
                "http://169.254.170.23/",
                "http://[fd00:ec2::23]/",
                "http://[fd00:ec2::254]/",
                "http://metadata.google.internal/",
                "http://127.0.0.1/",
                "http://127.1/",
                "http://2130706433/",
                "http://0/",
                "http://0x7f000001/",
                "http://0177.0.0.1/",
                "http://[::]/",
                "http://[::1]/",
                "http://[::ffff:10.0.0.1]/",
                "http://[::127.0.0.1]/",
                "http://[64:ff9b::a9fe:a9fe]/",
                "http://[64:ff9b:1::a9fe:a9fe]/",
                "http://[2002:a9fe:a9fe::]/",
                "http://[2001:0:1234::1]/",
                "http://[2001:470::5efe:10.0.0.1]/",
                "http://[2a00:1450::200:5efe:127.0.0.1]/",
                "http://100.64.0.1/",
                "http://192.0.0.192/",
                "http://198.18.0.1/",
                "http://224.0.0.1/",
                "http://255.255.255.255/",
                "http://240.0.0.1/",
                "http://168.63.129.16/",
                "http://[3fff::1]/",
                "http://[5f00::1]/",
                "http://[2001:db8::1]/",
                "http://[fe80::1]/",
                "http://[ff02::1]/",
                "http://good.example@127.0.0.1/",
                "http://good.example\\@127.0.0.1/",
                "http://127.0.0.1#@good.example/",
                "http://①②⑦.0.0.1/",
                "http://127。0。0。1/",
                "http://local\u200Bhost/",
                "http://a\u202Eb.example/",
                "https://feeds.example:5672/",
                "https://feeds.example:5432/",
                "https://feeds.example:25/",
                "https://feeds.example:6379/",
                "http://localhost/",
                "http://LOCALHOST./",
                "http://db/",
                "http://printer.local/",
                "file:///etc/passwd",
                "gopher://127.0.0.1:9000/"
            })
    void refusesWithoutANameServer(String url) {
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
    void oneBadAddressRefusesTheHost() {
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
    void ourOwnNamesAreRefused() {
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
