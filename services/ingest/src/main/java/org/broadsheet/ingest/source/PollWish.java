package org.broadsheet.ingest.source;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.broadsheet.ingest.parse.FeedDocument;
import org.broadsheet.ingest.parse.QuietHours;

/**
 * What a feed asks of its readers; it holds until the feed is read again.
 *
 * @param ttl between two polls at least
 */
public record PollWish(Duration ttl, QuietHours quiet) {
    /** Of a feed that was not read yet. */
    public static final PollWish NONE = new PollWish(Duration.ZERO, QuietHours.none());

    public PollWish {
        requireNonNull(ttl, "ttl");
        requireNonNull(quiet, "quiet");
    }

    public static PollWish of(FeedDocument feed) {
        return new PollWish(feed.ttl(), feed.quiet());
    }
}
