package org.broadsheet.networks.timeline;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Upwards from an id, page by page, where a server has pages just above one (Mastodon's {@code min_id}): what was read
 * is without a gap at every moment. It begins some way below the newest item that is known, as posts that reach a server
 * late stand where their time is, and as what was posted lately is what is edited.
 */
final class Climb implements Way {
    /** Items below the newest that are looked at again. */
    static final int LOOK_BACK = 20;

    private final Cursor cursor;
    private final String anchor;
    private final CatchupLimits limits;
    private final int limit;
    private final Instant now;
    private final ArrayDeque<PageItem> order = new ArrayDeque<>();
    private final Set<String> seen = new HashSet<>();
    private String position;
    private int requests;
    private int fresh;
    private boolean atTop;
    private boolean isNoWay;

    Climb(Cursor cursor, CatchupLimits limits, int limit, Instant now) {
        this.cursor = cursor;
        this.anchor = requireNonNull(cursor.anchor(), "anchor");
        this.limits = limits;
        this.limit = limit;
        this.now = now;
        this.position = anchor;
    }

    @Override
    public Optional<PageQuery> next() {
        return atTop || isNoWay || fresh >= limits.posts() || requests >= MAX_REQUESTS
                ? Optional.empty()
                : Optional.of(PageQuery.above(position, limit));
    }

    @Override
    public void take(PageResult.Page page) {
        requests++;
        var above = page.newest() == null ? position : page.newest();
        var unseen = page.items().stream()
                .filter(item -> !item.key().equals(anchor) && seen.add(item.key()))
                .toList();
        atTop = above.equals(position);
        // A server that does not know the parameter answers with its newest page, again and again.
        isNoWay = isBelowAnchor(page)
                || !atTop && unseen.isEmpty() && !page.items().isEmpty();
        unseen.reversed().forEach(order::addFirst);
        fresh +=
                (int) unseen.stream().filter(item -> !cursor.recent().has(item)).count();
        position = above;
    }

    /** The id itself may come again, as the lowest. */
    private boolean isBelowAnchor(PageResult.Page page) {
        return page.items().stream()
                .limit(Math.max(0, page.items().size() - 1))
                .anyMatch(item -> item.key().equals(anchor));
    }

    @Override
    public @Nullable Way instead() {
        return isNoWay ? new Descent(cursor, limits, limit, now, true) : null;
    }

    @Override
    public Harvest finish(boolean interrupted) {
        var items = List.copyOf(order);
        var vanished = atTop ? cursor.recent().missingAmong(items) : Vanished.none();
        var recent = cursor.recent().without(vanished).with(items);
        return new Harvest(
                items.stream().filter(item -> !cursor.recent().has(item)).toList(),
                new Cursor(now, null, anchor(items, anchor), recent, null),
                atTop,
                vanished);
    }

    /** Where the next climb begins. */
    static @Nullable String anchor(List<PageItem> order, @Nullable String old) {
        return order.size() > LOOK_BACK
                ? order.get(LOOK_BACK).key()
                : old == null && !order.isEmpty() ? order.getLast().key() : old;
    }
}
