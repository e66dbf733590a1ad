package org.broadsheet.networks.timeline;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One pull of a timeline: says which page is asked next, takes what was answered, and at its end has the posts that are
 * new and the cursor from which the next pull goes on. It sends nothing and stores nothing. One pull of a timeline at a
 * time; not for several threads.
 *
 * <p>The cursor moves to the newest item that was seen, whether or not it was accepted. Ids are opaque: only the server
 * orders them.
 */
public final class Catchup {
    private final @Nullable String given;
    private Way way;
    private @Nullable PageResult stoppedBy;
    private int skipped;
    private int spent;

    /**
     * @param cursor of the last pull; null, and anything that is no cursor, starts anew
     * @param now fixes the window; the time for reading the pages, too
     */
    public Catchup(TimelineReader reader, @Nullable String cursor, CatchupLimits limits, Instant now) {
        this(reader, cursor, limits, reader.maxPage(), now);
    }

    /** With smaller pages. */
    Catchup(TimelineReader reader, @Nullable String cursor, CatchupLimits limits, int page, Instant now) {
        requireNonNull(now, "now");
        this.given = cursor;
        var known = Cursor.read(cursor).orElse(null);
        var young = known != null && known.at().isAfter(now.minus(limits.window())) ? known : null;
        this.way = switch (reader) {
            case XTimeline _ -> new PaidDescent(young, limits, page, now);
            case MastodonTimeline _ ->
                young != null && young.anchor() != null && !limits.isThorough()
                        ? new Climb(young, limits, page, now)
                        : new Descent(known, limits, page, now, true);
            case BlueskyTimeline bluesky -> new Descent(known, limits, page, now, bluesky.isChronological());
        };
    }

    /** Which page is asked next; empty at the end. */
    public Optional<PageQuery> next() {
        return stoppedBy == null ? way.next() : Optional.empty();
    }

    /** Takes the answer to what {@link #next} asked. */
    public void take(PageResult result) {
        if (!(result instanceof PageResult.Page page)) {
            stoppedBy = result;
            return;
        }
        skipped += page.skipped();
        spent += page.posts();
        way.take(page);
        way = Objects.requireNonNullElse(way.instead(), way);
        if (page.restUntil() != null && way.next().isPresent()) {
            stoppedBy = new PageResult.RateLimited(page.restUntil());
        }
    }

    public Pulled result() {
        var harvest = way.finish(stoppedBy != null);
        return new Pulled(
                harvest.items().stream()
                        .map(PageItem::post)
                        .filter(Objects::nonNull)
                        .toList(),
                harvest.cursor() == null ? given : harvest.cursor().write(),
                stoppedBy,
                harvest.isComplete() && stoppedBy == null,
                harvest.vanished(),
                skipped,
                spent);
    }
}
