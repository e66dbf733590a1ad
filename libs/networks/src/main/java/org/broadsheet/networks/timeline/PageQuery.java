package org.broadsheet.networks.timeline;

import org.jspecify.annotations.Nullable;

/**
 * Which page is asked.
 *
 * @param above the page just above this id; Mastodon only
 * @param older the page below, as the page above it named it
 * @param since nothing at or below this id; X only
 * @param until nothing at or above this id; X only
 * @param limit items that are wanted, at least 1; each network has a maximum of its own
 */
public record PageQuery(
        @Nullable String above,
        @Nullable String older,
        @Nullable String since,
        @Nullable String until,
        int limit) {
    public PageQuery {
        if (limit < 1) {
            throw new IllegalArgumentException("a page has an item or more");
        }
    }

    /** The newest page. */
    public static PageQuery top(int limit) {
        return new PageQuery(null, null, null, null, limit);
    }

    static PageQuery above(String id, int limit) {
        return new PageQuery(id, null, null, null, limit);
    }

    PageQuery older(String token) {
        return new PageQuery(null, token, since, until, limit);
    }

    PageQuery between(@Nullable String sinceId, @Nullable String untilId) {
        return new PageQuery(above, older, sinceId, untilId, limit);
    }

    PageQuery limit(int other) {
        return new PageQuery(above, older, since, until, other);
    }
}
