package org.broadsheet.networks.timeline;

import java.util.Set;

/**
 * Posts that were in a timeline and are not any more. Only their marks are known, so it is asked about each.
 *
 * @param marks as {@link Recent} has them
 */
public record Vanished(Set<String> marks) {
    public Vanished {
        marks = Set.copyOf(marks);
    }

    static Vanished none() {
        return new Vanished(Set.of());
    }

    public boolean isEmpty() {
        return marks.isEmpty();
    }

    /** Whether the post with this {@link Post#id} is among them. */
    public boolean has(String id) {
        return marks.contains(Recent.mark(id));
    }
}
