package org.broadsheet.feed.story;

import java.util.ArrayList;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** Follows link keys to the one that they all come to. */
final class CanonicalWalk {
    private CanonicalWalk() {}

    /** What the page of an article wants to be known by. */
    interface Canonicals {
        /** @return null if it names nothing else */
        @Nullable
        String of(String linkKey);
    }

    /**
     * The end of the way from a link key: the first that names no other, or, when they name each other in a circle, the
     * smallest of the circle. It depends on what is named alone, not on what was named first.
     */
    static String end(String linkKey, Canonicals canonicals) {
        var way = new ArrayList<String>();
        var current = linkKey;
        while (true) {
            int met = way.indexOf(current);
            if (met >= 0) {
                return Collections.min(way.subList(met, way.size()));
            }
            way.add(current);
            var next = canonicals.of(current);
            if (next == null) {
                return current;
            }
            current = next;
        }
    }
}
