package org.broadsheet.networks.timeline;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the new part of a timeline is walked. */
sealed interface Way permits Climb, Descent, PaidDescent {
    /** Pages that one pull asks for at most, however small they are. */
    int MAX_REQUESTS = 400;

    /** Which page is next; empty at the end. */
    Optional<PageQuery> next();

    void take(PageResult.Page page);

    /** What to go on with instead, where this way turns out not to be one. */
    default @Nullable Way instead() {
        return null;
    }

    /** @param interrupted whether an answer that is no page ended it */
    Harvest finish(boolean interrupted);

    /**
     * @param items the new and edited ones
     * @param cursor null for the old one
     * @param vanished what was read before and is not there any more
     */
    record Harvest(List<PageItem> items, @Nullable Cursor cursor, boolean isComplete, Vanished vanished) {
        public Harvest {
            items = List.copyOf(items);
        }

        static Harvest nothing() {
            return new Harvest(List.of(), null, false, Vanished.none());
        }
    }
}
