package org.broadsheet.feed.listing;

import java.util.regex.Pattern;

/**
 * What had been committed at one moment, as PostgreSQL writes a snapshot: {@code xmin:xmax:} and the transactions between
 * that were under way. A time would not do: what was written before it may be committed after it, and would then come into
 * a list that somebody has read half of.
 */
record Moment(String snapshot) {
    private static final Pattern FORM = Pattern.compile("\\d{1,18}:\\d{1,18}:(?:\\d{1,18}(?:,\\d{1,18})*)?");

    /** @throws IllegalArgumentException for what the database would not take */
    Moment {
        if (!FORM.matcher(snapshot).matches() || !isInOrder(snapshot.split("[:,]"))) {
            throw new IllegalArgumentException("no snapshot");
        }
    }

    /** From {@code xmin} over what was under way, ascending, to {@code xmax}. */
    private static boolean isInOrder(String[] numbers) {
        long first = Long.parseLong(numbers[0]);
        long end = Long.parseLong(numbers[1]);
        long last = first;
        for (int i = 2; i < numbers.length; i++) {
            long next = Long.parseLong(numbers[i]);
            if (next < last || next >= end) {
                return false;
            }
            last = next;
        }
        return first > 0 && first <= end;
    }
}
