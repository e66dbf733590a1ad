package org.broadsheet.ingest.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.Set;
import java.util.stream.IntStream;
import org.broadsheet.links.LinkParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {
    /** Of a Saturday. */
    private static final Instant NOON = Instant.parse("2026-11-21T12:30:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T12:30:00Z, 2026-11-21T14:00:00Z",
        "2026-11-21T13:59:59Z, 2026-11-21T14:00:00Z",
        "2026-11-21T14:00:00Z, 2026-11-21T14:00:00Z",
        "2026-11-21T11:59:59Z, 2026-11-21T11:59:59Z",
        "2026-11-21T23:15:00Z, 2026-11-23T00:00:00Z",
    })
    void endWithTheFirstHourThatIsNotAmongThem(Instant instant, Instant end) {
        var quiet = new QuietHours(Set.of(12, 13, 23), Set.of(DayOfWeek.SUNDAY));
        assertThat(quiet.endAfter(instant)).isEqualTo(end);
    }

    @Test
    void areNotHeardWhenTheyNeverEnd() {
        var always = new QuietHours(IntStream.range(0, 24).boxed().collect(toSet()), Set.of());
        assertThat(always.endAfter(NOON)).isEqualTo(NOON);
        assertThat(new QuietHours(Set.of(), Set.of(DayOfWeek.values())).endAfter(NOON))
                .isEqualTo(NOON);
        assertThat(QuietHours.none().endAfter(NOON)).isEqualTo(NOON);
    }

    @Test
    void haveNoTwentyFifth() {
        assertThatThrownBy(() -> new QuietHours(Set.of(24), Set.of())).hasMessageContaining("24");
    }

    @Test
    void areReadFromAChannel() {
        var result = new FeedParser(new LinkParser())
                .parse("""
                <rss version="2.0"><channel><title>T</title>
                <skipHours><hour>0</hour><hour> 7 </hour><hour>24</hour><hour>25</hour><hour>-1</hour><hour>x</hour></skipHours>
                <skipDays><day>Saturday</day><day>sunday</day><day>Someday</day></skipDays>
                </channel></rss>
                """.getBytes(UTF_8), null, URI.create("https://a.example/feed"), NOON);
        assertThat(((ParseResult.Parsed) result).document().quiet())
                .isEqualTo(new QuietHours(Set.of(0, 7), Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY)));
    }
}
