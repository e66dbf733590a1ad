package org.broadsheet.networks.timeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From the top down, until so many known items follow each other that nothing new can be expected below. Nothing is given
 * until the end is reached: a cursor in the middle would hide what lies below it.
 */
final class Descent implements Way {
    private final @Nullable Cursor cursor;
    private final Recent recent;
    private final CatchupLimits limits;
    private final int limit;
    private final Instant now;
    private final Instant floor;
    private final boolean isChronological;
    private final List<PageItem> order = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private @Nullable String older;
    private int requests;
    private int fresh;
    private int run;
    private int lastKnown = -1;
    private boolean climbs;
    private boolean atEnd;

    /**
     * @param cursor null for a timeline that was never read
     * @param isChronological false where posts come and go as somebody's program likes: there nothing vanishes
     */
    Descent(@Nullable Cursor cursor, CatchupLimits limits, int limit, Instant now, boolean isChronological) {
        this.cursor = cursor;
        this.recent = cursor == null ? Recent.none() : cursor.recent();
        this.limits = limits;
        this.limit = limit;
        this.now = now;
        this.floor = now.minus(limits.window());
        this.isChronological = isChronological;
    }

    @Override
    public Optional<PageQuery> next() {
        if (atEnd || fresh >= limits.posts() || requests >= MAX_REQUESTS) {
            return Optional.empty();
        }
        return Optional.of(
                older == null ? PageQuery.top(limit) : PageQuery.top(limit).older(older));
    }

    @Override
    public void take(PageResult.Page page) {
        climbs |= requests == 0 && page.climbs();
        requests++;
        page.items().stream().filter(item -> seen.add(item.key())).forEach(this::add);
        atEnd = page.older() == null || page.older().equals(older) || page.isBelow(floor) || run >= limits.depth();
        older = page.older();
    }

    private void add(PageItem item) {
        order.add(item);
        if (recent.knows(item)) {
            run++;
            lastKnown = order.size() - 1;
        } else {
            run = 0;
        }
        fresh += recent.has(item) ? 0 : 1;
    }

    @Override
    public Harvest finish(boolean interrupted) {
        if (interrupted || requests == 0) {
            return Harvest.nothing();
        }
        var found = new ArrayList<PageItem>();
        for (int i = 0; i < order.size(); i++) {
            if (isNew(order.get(i), i) && found.size() < limits.posts()) {
                found.add(order.get(i));
            }
        }
        var anchor = climbs ? Climb.anchor(order, null) : null;
        var vanished = isChronological ? recent.missingAmong(order) : Vanished.none();
        var next = recent.without(vanished).with(order);
        return new Harvest(found, new Cursor(now, null, anchor, next, null), atEnd, vanished);
    }

    /** Below everything known may lie what was known once; only its time tells it from what is new. */
    private boolean isNew(PageItem item, int place) {
        var post = item.post();
        if (recent.has(item) || post == null || post.sharedAt().isBefore(floor)) {
            return false;
        }
        return place < lastKnown
                || !recent.isForgetful()
                || recent.knows(item)
                || cursor == null
                || post.sharedAt().isAfter(cursor.at());
    }
}
