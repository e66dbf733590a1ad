package org.broadsheet.feed.story;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Objects;
import java.util.TreeSet;

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
        changed.forEach(this::settle);
        if (!changed.isEmpty()) {
            repository.dropEnded();
        }
    }

    /** Whatever leads to an article comes to the same end as it does, and nothing else has changed with it. */
    private void settle(String linkKey) {
        var members = repository.leadingTo(linkKey);
        repository.assign(members, CanonicalWalk.end(linkKey, repository::canonical));
    }
}
