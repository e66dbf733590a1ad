package org.broadsheet.links.fetch;

import static java.util.Objects.requireNonNull;

import org.broadsheet.links.WebUrl;

/** What became of a short link. */
public sealed interface Expansion {

    /** @param target where it leads, without fragment; not asked itself */
    record Expanded(WebUrl target) implements Expansion {
        public Expanded {
            requireNonNull(target, "target");
        }
    }

    /**
     * It leads nowhere that we would go.
     *
     * @param detail for operators
     */
    record NotExpanded(FailureKind kind, String detail) implements Expansion {
        public NotExpanded {
            requireNonNull(kind, "kind");
            requireNonNull(detail, "detail");
        }
    }

    /** It was not its turn in time, or the thread was interrupted: nothing is known of the link. */
    record Postponed() implements Expansion {}
}
