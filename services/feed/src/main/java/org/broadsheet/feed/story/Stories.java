package org.broadsheet.feed.story;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Keeps the stories in step with what pages say. A story is made of nothing but what is said now, so the order in which
 * it was said never matters, and what is said no more is undone. Joins the caller's transaction.
 */
@Singleton
public final class Stories {
    private final StoryRepository repository;

    Stories(StoryRepository repository) {
        this.repository = repository;
    }

    /**
     * Lets pages say something else, and settles which stories there are then. One transaction at a time does this: two
     * that change one chain would each miss the other's half of it.
     *
     * @param linkKeys of the articles of which something is said
     * @param change says it
     */
    public void follow(Collection<String> linkKeys, Runnable change) {
        repository.lock();
        var before = repository.canonicals(linkKeys);
        change.run();
        var after = repository.canonicals(linkKeys);
        var changed = new TreeSet<>(linkKeys);
        changed.removeIf(key -> Objects.equals(before.get(key), after.get(key)));
        if (!changed.isEmpty()) {
            settle(changed);
            repository.dropEnded();
        }
    }

    /** Only what leads to one of these may come to another end than before. */
    private void settle(Collection<String> changed) {
        var followers = repository.followers(changed, CanonicalWalk.MAX_STEPS);
        var canonicals = ways(followers.keySet());
        var byStory = new TreeMap<String, List<UUID>>();
        followers.forEach((linkKey, articleId) -> byStory.computeIfAbsent(
                        CanonicalWalk.end(linkKey, canonicals), story -> new ArrayList<>())
                .add(articleId));
        byStory.forEach((story, members) -> repository.assign(members, story));
    }

    /** Every step that may have to be taken from these. */
    private Map<String, String> ways(Collection<String> linkKeys) {
        var canonicals = new HashMap<String, String>();
        var next = Set.copyOf(linkKeys);
        for (int step = 0; step <= CanonicalWalk.MAX_STEPS && !next.isEmpty(); step++) {
            var named = repository.canonicals(next);
            canonicals.putAll(named);
            next = named.values().stream()
                    .filter(linkKey -> !canonicals.containsKey(linkKey))
                    .collect(Collectors.toSet());
        }
        return canonicals;
    }
}
