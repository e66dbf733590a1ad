package org.broadsheet.chaos.source;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * That somebody brought a story to those who read them.
 *
 * @param by the name of the feed or of the account
 * @param story what they brought, as it is now
 * @param at when they did
 */
public record Share(String by, Story story, Instant at) {
    public Share {
        requireNonNull(by, "by");
        requireNonNull(story, "story");
        requireNonNull(at, "at");
    }
}
