package org.broadsheet.testing.network;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an account of a double posted.
 *
 * @param id of the network, of this item
 * @param by the name of the account
 * @param link null for none
 * @param of the id of what it reposts or quotes; null for none
 * @param at when it stands in the timeline
 * @param edits how often it was edited
 */
public record DoublePost(
        String id,
        String by,
        String text,
        @Nullable String link,
        Kind kind,
        @Nullable String of,
        Instant at,
        int edits) {
    /** What it is to the one that it names. */
    public enum Kind {
        POST,
        REPOST,
        QUOTE
    }

    public DoublePost {
        requireNonNull(id, "id");
        requireNonNull(by, "by");
        requireNonNull(text, "text");
        requireNonNull(kind, "kind");
        requireNonNull(at, "at");
    }

    DoublePost edited(String newText, @Nullable String newLink) {
        return new DoublePost(id, by, newText, newLink, kind, of, at, edits + 1);
    }
}
