package org.broadsheet.feed.person;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** That shares of a sharer came to a reader. */
public record Sharing(UUID userId, String sharerKey) {
    public Sharing {
        requireNonNull(userId, "userId");
        requireNonNull(sharerKey, "sharerKey");
    }
}
