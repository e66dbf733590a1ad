package org.broadsheet.ingest.budget;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/**
 * What a pull was charged before it asked.
 *
 * @param posts that it may be given, those that others refer to included
 */
public record Charge(UUID userId, int posts, Allowance allowance) {
    public Charge {
        requireNonNull(userId, "userId");
        requireNonNull(allowance, "allowance");
    }
}
