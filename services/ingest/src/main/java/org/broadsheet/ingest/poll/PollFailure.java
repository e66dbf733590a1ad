package org.broadsheet.ingest.poll;

import java.util.Locale;
import org.broadsheet.links.fetch.FailureKind;

/** Why there was nothing to read, for operators to count; readers are told in words. */
enum PollFailure {
    BLOCKED,
    UNREACHABLE,
    TIMED_OUT,
    TOO_MANY_REDIRECTS,
    TOO_LARGE,
    NO_ROOM,
    UNREADABLE,
    STATUS,
    /** 429, or 503 with a time. */
    RATE_LIMITED,
    /** Its host did not answer lately, or others wait for it too long. */
    LEFT_ALONE,
    /** A page, and no feed to be found for it. */
    NO_FEED,
    /** Neither a feed nor a page, or one that is broken beyond reading. */
    NOT_A_FEED;

    static PollFailure of(FailureKind kind) {
        return valueOf(kind.name());
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
