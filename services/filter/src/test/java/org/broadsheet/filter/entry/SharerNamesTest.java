package org.broadsheet.filter.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.broadsheet.events.Network;
import org.broadsheet.events.Sharer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharerNamesTest {
    private static List<String> names(String handle, Network network) {
        return SharerNames.of(new Sharer("key", "Ann", handle, network));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ann@a.social.example | key,@a.social.example,@social.example",
                "@ann@Social.Example | key,@social.example",
                "ann@bücher.example | key,@xn--bcher-kva.example",
                "ann@social.example:8443 | key,@social.example",
                "ann@localhost | key,@localhost",
                "@ann | key",
                "ann | key"
            })
    void anAccountLiesInItsServerAndInThoseAbove(String handle, String expected) {
        assertThat(names(handle, Network.MASTODON)).containsExactly(expected.split(","));
    }

    @Test
    void othersAreKnownByTheirKeyAlone() {
        assertThat(SharerNames.of(new Sharer("feed:1", "Blog", null, Network.FEED)))
                .containsExactly("feed:1");
        assertThat(names("ann@social.example", Network.BLUESKY)).containsExactly("key");
    }

    @Test
    void whatIsNoServerIsNone() {
        assertThat(SharerNames.server("not a server")).isEmpty();
        assertThat(SharerNames.server("")).isEmpty();
        assertThat(SharerNames.server(" Spam.Example ")).contains("spam.example");
    }
}
