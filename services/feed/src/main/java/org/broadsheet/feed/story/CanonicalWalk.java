package org.broadsheet.feed.story;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;

/** Follows link keys to the one that they all come to. */
final class CanonicalWalk {
    /** Pages need one step, seldom two; who is longer on the way is led by somebody who wants to keep us busy. */
    static final int MAX_STEPS = 10;

    private CanonicalWalk() {}

    /**
     * The end of the way from a link key: the first that names no other, or, when they name each other in a circle, the
     * smallest of the circle; the key itself if there is no end within {@value #MAX_STEPS} steps. It depends on what is named
     * alone, not on what was named first.
     *
     * @param canonicals by link key, what its page wants to be known by
     */
    static String end(String linkKey, Map<String, String> canonicals) {
        var way = new ArrayList<String>();
        var current = linkKey;
        while (way.size() <= MAX_STEPS) {
            int met = way.indexOf(current);
            if (met >= 0) {
                return Collections.min(way.subList(met, way.size()));
            }
            way.add(current);
            var next = canonicals.get(current);
            if (next == null) {
                return current;
            }
            current = next;
        }
        return linkKey;
    }
}
