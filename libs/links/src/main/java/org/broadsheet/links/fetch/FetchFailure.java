package org.broadsheet.links.fetch;

import java.io.IOException;

/** Ends a fetch for a reason of our own; never leaves this package. */
final class FetchFailure extends IOException {
    private final FailureKind kind;

    FetchFailure(FailureKind kind, String detail) {
        super(detail);
        this.kind = kind;
    }

    FailureKind kind() {
        return kind;
    }
}
