package org.broadsheet.feed.listing;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** How far back a feed reaches, by the last share of an article. */
enum Window {
    HOURS_3("3h", Duration.ofHours(3)),
    HOURS_6("6h", Duration.ofHours(6)),
    HOURS_12("12h", Duration.ofHours(12)),
    HOURS_24("24h", Duration.ofHours(24)),
    DAYS_2("2d", Duration.ofDays(2)),
    DAYS_3("3d", Duration.ofDays(3)),
    DAYS_7("7d", Duration.ofDays(7)),
    DAYS_14("14d", Duration.ofDays(14)),
    DAYS_30("30d", Duration.ofDays(30)),
    ALL("all", Duration.ZERO);

    private final String text;
    private final Duration length;

    Window(String text, Duration length) {
        this.text = text;
        this.length = length;
    }

    static Optional<Window> parse(String text) {
        return Arrays.stream(values())
                .filter(window -> window.text.equals(text))
                .findFirst();
    }

    Instant since(Instant now) {
        return this == ALL ? Instant.EPOCH : now.minus(length);
    }
}
