package org.broadsheet.digest.unsubscribe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.UUID;
import org.broadsheet.http.HttpConfig;
import org.junit.jupiter.api.Test;

class UnsubscribeLinksTest {
    private static final UnsubscribeLinks.Named NAMED =
            new UnsubscribeLinks.Named(new UUID(1, 2), new UUID(3, Long.MIN_VALUE));

    private final UnsubscribeLinks links = links("0123456789abcdef0123456789abcdef");

    @Test
    void tokenNamesItsScheduleAndIsTheEndOfTheLink() {
        var token = links.token(NAMED);

        assertThat(links.read(token)).contains(NAMED);
        assertThat(links.linkFor(NAMED.userId(), NAMED.scheduleId()))
                .isEqualTo(URI.create("https://news.example.org/api/v1/unsubscribe/" + token));
    }

    @Test
    void everyChangedCharacterMakesItForged() {
        var token = links.token(NAMED);
        for (int i = 0; i < token.length(); i++) {
            var changed = new StringBuilder(token);
            changed.setCharAt(i, token.charAt(i) == 'A' ? 'B' : 'A');
            assertThat(links.read(changed.toString())).as(changed.toString()).isEmpty();
        }
    }

    @Test
    void anotherSystemsTokenAndOtherTextsAreForged() {
        assertThat(links("another-secret-key-of-32-characters").read(links.token(NAMED)))
                .isEmpty();
        assertThat(links.read("")).isEmpty();
        assertThat(links.read(links.token(NAMED) + "=")).isEmpty();
        assertThat(links.read("A".repeat(86))).isEmpty();
        assertThat(links.read("ä".repeat(86))).isEmpty();
        assertThat(links.read("A".repeat(100_000))).isEmpty();
    }

    private static UnsubscribeLinks links(String secretKey) {
        return new UnsubscribeLinks(new HttpConfig(secretKey, URI.create("https://news.example.org/")));
    }
}
