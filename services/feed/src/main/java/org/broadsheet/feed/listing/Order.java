package org.broadsheet.feed.listing;

/** How a feed is ordered (algorithms.md 4.5). */
enum Order {
    /** Most sharers in the window first, then the last share. */
    POPULAR("sharers DESC, last_shared_at DESC, article_id DESC"),
    /** The last share first. */
    NEWEST("last_shared_at DESC, article_id DESC");

    private final String sql;

    Order(String sql) {
        this.sql = sql;
    }

    String sql() {
        return sql;
    }
}
