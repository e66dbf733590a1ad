package org.broadsheet.networks.timeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From the top down to the newest id that is known, and no post more than is paid for (X), with all that the posts may refer
 * to. What the budget leaves out
 * is a gap that later pulls fill when they have read what is newer; of two gaps the newer one stays.
 */
final class PaidDescent implements Way {
    private final @Nullable Cursor cursor;
    private final Recent recent;
    private final CatchupLimits limits;
    private final int limit;
    private final Instant now;
    private final Instant floor;
    private final List<PageItem> order = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private @Nullable String newest;
    private @Nullable String older;
    private @Nullable String lowest;
    private Cursor.@Nullable Gap gap;
    private boolean isFresh;
    private int spent;
    private int requests;

    /** @param cursor null for a timeline that was never read, or so long ago that it begins anew */
    PaidDescent(@Nullable Cursor cursor, CatchupLimits limits, int limit, Instant now) {
        this.cursor = cursor;
        this.recent = cursor == null ? Recent.none() : cursor.recent();
        this.limits = limits;
        this.limit = limit;
        this.now = now;
        this.floor = now.minus(limits.window());
        this.newest = cursor == null ? null : cursor.newest();
        this.gap = cursor == null ? null : cursor.gap();
    }

    private @Nullable String since() {
        return cursor == null ? null : cursor.newest();
    }

    @Override
    public Optional<PageQuery> next() {
        int affordable =
                Math.min((limits.budget() - spent) / XTimeline.MAX_POSTS_PER_ITEM, limits.posts() - order.size());
        if (isFresh && gap == null || affordable < 1 || requests >= MAX_REQUESTS) {
            return Optional.empty();
        }
        var query = PageQuery.top(Math.min(limit, affordable));
        query = isFresh && gap != null ? query.between(gap.since(), gap.until()) : query.between(since(), null);
        return Optional.of(older == null ? query : query.older(older));
    }

    @Override
    public void take(PageResult.Page page) {
        if (requests == 0 && page.newest() != null) {
            newest = page.newest();
        }
        requests++;
        spent += page.posts();
        page.items().stream().filter(item -> seen.add(item.key())).forEach(order::add);
        if (!page.items().isEmpty()) {
            lowest = page.items().getLast().key();
        }
        boolean isEnd = page.older() == null || page.older().equals(older) || page.isBelow(floor);
        older = isEnd ? null : page.older();
        if (isEnd && isFresh) {
            gap = null;
        } else if (isEnd) {
            isFresh = true;
            lowest = null;
        }
    }

    @Override
    public Harvest finish(boolean interrupted) {
        if (requests == 0) {
            return Harvest.nothing();
        }
        var items = order.stream().filter(this::isNew).toList();
        var next = new Cursor(now, newest, null, recent.with(order), left());
        return new Harvest(items, next, isFresh && next.gap() == null, Vanished.none());
    }

    /** What later pulls have to fill. Of a timeline without a known id everything older is of no interest. */
    private Cursor.@Nullable Gap left() {
        if (isFresh) {
            return gap == null || lowest == null ? gap : new Cursor.Gap(gap.since(), lowest);
        }
        return since() == null || lowest == null ? null : new Cursor.Gap(since(), lowest);
    }

    private boolean isNew(PageItem item) {
        var post = item.post();
        return !recent.has(item) && post != null && !post.sharedAt().isBefore(floor);
    }
}
