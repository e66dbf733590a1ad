package org.broadsheet.feed.listing;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which articles of a feed are asked for.
 *
 * @param since articles last shared at or after this; {@link Instant#EPOCH} for all
 * @param asOf shares that were not there at this moment are not seen, so that pages read one after the other fit together
 * @param sourceId a subscription by which at least one share came, null for any
 * @param domain the registrable domain of the article, null for any
 * @param minSharers at least this many sharers in the window, 1 or more
 */
record ListingQuery(
        UUID userId,
        Order order,
        Instant since,
        State state,
        @Nullable UUID sourceId,
        @Nullable String domain,
        int minSharers,
        Moment asOf) {
    ListingQuery {
        requireNonNull(userId, "userId");
        requireNonNull(order, "order");
        requireNonNull(since, "since");
        requireNonNull(state, "state");
        requireNonNull(asOf, "asOf");
    }

    /** What the reader did with the article. */
    enum State {
        UNREAD,
        READ,
        SAVED,
        ALL
    }
}
