package org.broadsheet.links;

import static java.util.Objects.requireNonNull;

/** A text that is not taken as a URL or a link, and why. */
public record Rejected(RejectReason reason) implements UrlResult, LinkResult {
    public Rejected {
        requireNonNull(reason, "reason");
    }
}
