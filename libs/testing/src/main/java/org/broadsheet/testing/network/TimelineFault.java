package org.broadsheet.testing.network;

/** How the timelines of a double misbehave. */
public enum TimelineFault {
    /** Every request is one too many, for a minute by the test's clock. */
    RATE_LIMITED,
    /** Mastodon makes the timeline anew. */
    COLD,
    /** Every request fails with 500, and HTML. */
    BROKEN,
    /** Answers never come to their end. */
    SLOW,
    /** Every token is refused. */
    REVOKED,
    /** What was paid for is used up, as X says it. */
    SPENT,
    /** The last item of a page comes again as the first of the next. */
    DUPLICATES,
    /** Pages have fewer items than was asked for, as where a server leaves out what is blocked. */
    SHORT_PAGES
}
