package org.broadsheet.networks.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which hosts an account has proved to be its own, and what is no proof. */
class SitesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    private static List<String> ofMastodon(String... fields) throws Exception {
        return Sites.ofMastodon(json("{'fields': [" + String.join(", ", fields) + "]}"));
    }

    private static String verified(String address) {
        return field("<a href=~" + address + "~ rel=~me nofollow~><span>" + address + "</span></a>");
    }

    private static String field(String html) {
        return "{'name': 'Site', 'value': '" + html + "', 'verified_at': '2023-07-21T13:27:45.996+00:00'}";
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text.replace('\'', '"').replace("~", "\\\""));
    }

    @Test
    void frontPagesThatLeadBackToAMastodonAccountAreItsSites() throws Exception {
        assertThat(ofMastodon(
                        verified("https://Ann.Example"),
                        verified("https://blog.ann.example/"),
                        "{'name': 'Not verified', 'value': '<a href=~https://bob.example/~>b</a>', 'verified_at': null}",
                        verified("https://ann.example/")))
                .containsExactly("ann.example", "blog.ann.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://github.example/ann",
                "https://news.example/author/ann",
                "https://ann.example/?user=ann",
                "https://ann.example:8443/",
                "https://192.0.2.7/",
                "https://localhost/",
                "https://co.uk/",
                "https://github.io/",
                "javascript:alert(1)",
                "/",
                ""
            })
    void aPageOfAHostAndWhatIsNobodysNameProveNothing(String address) throws Exception {
        assertThat(ofMastodon(verified(address))).isEmpty();
    }

    @Test
    void atMostFourAreKeptAndWhatIsNoFieldIsPassedOver() throws Exception {
        var many = IntStream.range(0, 9)
                .mapToObj(i -> verified("https://site" + i + ".example/"))
                .collect(Collectors.joining(", "));
        assertThat(ofMastodon("7", "null", "{'verified_at': 7}", field("no link"), field(""), many))
                .containsExactly("site0.example", "site1.example", "site2.example", "site3.example");
        assertThat(Sites.ofMastodon(json("{'fields': 'none'}"))).isEmpty();
        assertThat(Sites.ofMastodon(json("{}"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ann.example, ann.example",
        "Ann.Bsky.Social, ann.bsky.social",
        "handle.invalid,",
        "did:plc:ann,",
        "localhost,",
        "com,"
    })
    void theHandleIsTheSiteOfABlueskyAccount(String handle, String site) throws Exception {
        assertThat(Sites.ofBluesky(json("{'did': 'did:plc:ann', 'handle': '" + handle + "'}")))
                .isEqualTo(site == null ? List.of() : List.of(site));
        assertThat(Sites.ofBluesky(json("{'did': 'did:plc:ann'}"))).isEmpty();
    }

    /** Recorded profiles have verified pages of a code host, of a payment site and of a newspaper's authors, too. */
    @Test
    void recordedProfilesHaveTheSitesThatAreTheirsAlone() {
        var sites = Recorded.allStatuses(NOW).stream()
                .flatMap(page -> page.readable().stream())
                .flatMap(post -> post.author().sites().stream())
                .distinct()
                .sorted()
                .toList();
        assertThat(sites).containsExactly("halcy.de");
    }
}
