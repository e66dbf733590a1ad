package org.broadsheet.networks.timeline;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How much one pull may read.
 *
 * @param window older posts are of no interest, and a cursor older than this starts anew from the top
 * @param posts new ones that one pull gives
 * @param budget posts that may be paid for; counts at X alone
 * @param depth known items that follow each other before a way down ends
 */
public record CatchupLimits(Duration window, int posts, int budget, int depth) {
    /** The most that one pull gives. */
    public static final int MAX_POSTS = 1_000;

    public CatchupLimits {
        requireNonNull(window, "window");
        if (window.isNegative() || posts < 1 || posts > MAX_POSTS || budget < 0 || depth < 1) {
            throw new IllegalArgumentException("limits are positive, and a pull gives at most " + MAX_POSTS);
        }
    }

    /** For networks that cost nothing. */
    public static CatchupLimits free(Duration window) {
        return new CatchupLimits(window, MAX_POSTS, 0, Climb.LOOK_BACK);
    }

    /**
     * For networks that cost nothing: everything that is remembered is read again, so that edits, late arrivals and what was
     * taken back are found far below the newest posts, too.
     */
    public static CatchupLimits thorough(Duration window) {
        return new CatchupLimits(window, MAX_POSTS, 0, Recent.SIZE);
    }

    public static CatchupLimits paid(Duration window, int budget) {
        return new CatchupLimits(window, MAX_POSTS, budget, Climb.LOOK_BACK);
    }

    boolean isThorough() {
        return depth > Climb.LOOK_BACK;
    }
}
