package org.broadsheet.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedDatesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Sat, 21 Nov 2026 10:00:00 GMT      | 2026-11-21T10:00:00Z
            21 Nov 26 10:00 +0200              | 2026-11-21T08:00:00Z
            Sat, 21 Nov 2026 10:00:00 EST      | 2026-11-21T15:00:00Z
            Sat, 21 Nov 2026 10:00:00 NOWHERE  | 2026-11-21T10:00:00Z
            Sat Nov 21 10:00:00 2026           | 2026-11-21T10:00:00Z
            21. Dezember 2026 10:00            | 2026-12-21T10:00:00Z
            2026-11-21                         | 2026-11-21T00:00:00Z
            2026-11-21T10:00:00.123456Z        | 2026-11-21T10:00:00Z
            2026-11-21T10:00+01:00             | 2026-11-21T09:00:00Z
            20261121                           | 2026-11-21T00:00:00Z
            1795255200                         | 2026-11-21T10:00:00Z
            1795255200000                      | 2026-11-21T10:00:00Z
            11/21/2026 4:20 pm                 | 2026-11-21T16:20:00Z
            2026-november-21T9:15-05:00        | 2026-11-21T14:15:00Z
            2026. szeptember 3.                | 2026-09-03T00:00:00Z
            2026/11/1 9:03:00 +0200            | 2026-11-01T07:03:00Z
            2026-1-2 14:33                     | 2026-01-02T14:33:00Z
            2026-011-21T10:00:00Z              | 2026-11-21T10:00:00Z
            2026-11-21 오후 01:23:17             | 2026-11-21T04:23:17Z
            2026년 11월 21일 09:30                 | 2026-11-21T00:30:00Z
            2026年11月21日 下午3:05                 | 2026-11-21T15:05:00Z
            """)
    void readsDatesAsFeedsWriteThem(String text, Instant expected) {
        assertThat(FeedDates.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "99 Jun 2026", "2026-13-01", "2026-11-21T25:00:00Z", "1:2:3:4", "::::"})
    void refusesWhatIsNoDate(String text) {
        assertThat(FeedDates.parse(text)).isEmpty();
    }

    @Test
    void readsTheDatesOfTheCorpus() {
        var differing = new ArrayList<String>();
        int rows = 0;
        for (var row : Corpus.json("feeds/dates.json")) {
            rows++;
            String expected = row.get("utc").isNull() ? "" : row.get("utc").asText();
            var actual = FeedDates.parse(row.get("input").asText()).map(date -> date.truncatedTo(ChronoUnit.SECONDS));
            boolean agrees = expected.equals("must-parse")
                    ? actual.isPresent()
                    : actual.map(Instant::toString).orElse("").equals(expected);
            if (!agrees) {
                differing.add("  " + row + " but was " + actual);
            }
        }
        System.out.println("dates: " + (rows - differing.size()) + " of " + rows);
        differing.forEach(System.out::println);
        // "-0312" is December 2003 in ISO 8601 of 1988, and in feeds a time zone without its time.
        assertThat(differing).singleElement().asString().contains("-0312");
    }
}
