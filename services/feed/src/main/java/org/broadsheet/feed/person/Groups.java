package org.broadsheet.feed.person;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Things in groups that can be joined; each alone at first. */
final class Groups<T> {
    private final Map<T, T> parents = new HashMap<>();

    void join(T one, T other) {
        parents.put(of(one), of(other));
    }

    boolean areOne(T one, T other) {
        return of(one).equals(of(other));
    }

    /** What stands for the group of a thing. */
    T of(T thing) {
        var parent = parents.getOrDefault(thing, thing);
        if (parent.equals(thing)) {
            return thing;
        }
        var root = of(parent);
        parents.put(thing, root);
        return root;
    }

    /** These, by group. */
    Collection<List<T>> among(Collection<T> things) {
        var groups = new HashMap<T, List<T>>();
        things.forEach(thing ->
                groups.computeIfAbsent(of(thing), group -> new ArrayList<>()).add(thing));
        return groups.values();
    }
}
