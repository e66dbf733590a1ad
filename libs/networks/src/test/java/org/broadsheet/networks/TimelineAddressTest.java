package org.broadsheet.networks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineAddressTest {
    private static final UUID ID = UUID.fromString("0193a1b2-0000-7000-8000-000000000007");
    private static final String BASE = "timeline://0193a1b2-0000-7000-8000-000000000007";

    @Test
    void eachKindIsWrittenAndReadBack() {
        var home = TimelineAddress.home(ID);
        assertThat(home).hasToString(BASE + "/home");
        assertThat(home.offeredId()).isEqualTo("home");
        var list = new TimelineAddress(ID, TimelineAddress.Kind.LIST, "7");
        assertThat(list).hasToString(BASE + "/list/7");
        var feed = new TimelineAddress(
                ID, TimelineAddress.Kind.FEED, "at://did:plc:abc/app.bsky.feed.generator/x y\u00fc");
        assertThat(feed).hasToString(BASE + "/feed/at%3A%2F%2Fdid%3Aplc%3Aabc%2Fapp.bsky.feed.generator%2Fx%20y%C3%BC");
        for (var address : java.util.List.of(home, list, feed)) {
            assertThat(TimelineAddress.parse(address.toString())).contains(address);
        }
    }

    @Test
    void oneTimelineHasOneAddress() {
        assertThat(TimelineAddress.parse(BASE + "/feed/did:plc:a%2fb").map(TimelineAddress::toString))
                .contains(BASE + "/feed/did%3Aplc%3Aa%2Fb");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "timeline:",
                BASE,
                BASE + "/",
                BASE + "/home/",
                BASE + "/home/7",
                BASE + "/list",
                BASE + "/list/",
                BASE + "/list/a/b",
                BASE + "/list/%",
                BASE + "/list/%2",
                BASE + "/list/%0a",
                BASE + "/list/%00",
                BASE + "/list/%ff",
                BASE + "/list/7?x=1",
                BASE + "/list/7#x",
                BASE + "/public/7",
                "timeline://nonsense/home",
                "timeline://user@0193a1b2-0000-7000-8000-000000000007/home",
                "https://0193a1b2-0000-7000-8000-000000000007/home"
            })
    void whatIsNoAddressOfATimelineIsRefused(String text) {
        assertThat(TimelineAddress.parse(text)).isEmpty();
    }

    @Test
    void idsHaveAnEnd() {
        assertThat(TimelineAddress.parse(BASE + "/list/" + "x".repeat(250))).isPresent();
        assertThat(TimelineAddress.parse(BASE + "/list/" + "x".repeat(251))).isEmpty();
    }
}
