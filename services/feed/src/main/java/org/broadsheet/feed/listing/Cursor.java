package org.broadsheet.feed.listing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a page ended and as of when it was read. Whoever goes on from here sees every article of that moment once,
 * whatever has been shared since.
 *
 * @param page the number of the page that comes next
 */
record Cursor(Order order, Instant since, Moment asOf, int page, long sharers, Instant lastSharedAt, UUID articleId) {
    private static final String SEPARATOR = ",";
    private static final String WITHIN = ";";
    private static final int PARTS = 7;
    private static final int MAX_LENGTH = 16_000; // hundreds of transactions may be under way
    private static final int MAX_PAGE = 10_000_000;
    private static final Instant FAR = Instant.parse("9999-12-31T23:59:59Z");

    /** Within what the database can compare with. */
    Cursor {
        if (page < 1 || page > MAX_PAGE || isFar(since) || isFar(lastSharedAt)) {
            throw new IllegalArgumentException("no page ends there");
        }
    }

    private static boolean isFar(Instant time) {
        return time.isBefore(Instant.EPOCH) || time.isAfter(FAR);
    }

    String encode() {
        var text = String.join(
                SEPARATOR,
                order.name(),
                since.toString(),
                asOf.snapshot().replace(SEPARATOR, WITHIN),
                Integer.toString(page),
                Long.toString(sharers),
                lastSharedAt.toString(),
                articleId.toString());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(US_ASCII));
    }

    /** Empty for a text that no page of ours gave out. */
    static Optional<Cursor> decode(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), US_ASCII).split(SEPARATOR, -1);
            return parts.length != PARTS
                    ? Optional.empty()
                    : Optional.of(new Cursor(
                            Order.valueOf(parts[0]),
                            Instant.parse(parts[1]),
                            new Moment(parts[2].replace(WITHIN, SEPARATOR)),
                            Integer.parseInt(parts[3]),
                            Long.parseLong(parts[4]),
                            Instant.parse(parts[5]),
                            UUID.fromString(parts[6])));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
