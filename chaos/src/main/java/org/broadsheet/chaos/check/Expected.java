package org.broadsheet.chaos.check;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.broadsheet.chaos.source.FakeSource;
import org.broadsheet.chaos.source.Story;

/**
 * What a person's feed must be: an entry is hidden if all of its links lead to blocked sites, else only those that do.
 *
 * @param visible for each article that must be listed, what each source that carries it says of it
 * @param hidden articles that must be listed as hidden
 */
record Expected(Map<String, Map<String, String>> visible, Set<String> hidden) {
    /**
     * @param sources that the person reads, with all that was served of them
     * @param blocked sites
     */
    static Expected of(Map<String, Collection<Story>> sources, Set<String> blocked) {
        var visible = new TreeMap<String, Map<String, String>>();
        var hidden = new HashSet<String>();
        sources.forEach((source, stories) -> stories.forEach(story -> {
            for (var link : story.links()) {
                if (blocked.contains(link.getHost())) {
                    hidden.add(link.toString());
                } else {
                    visible.computeIfAbsent(link.toString(), url -> new HashMap<>())
                            .put(source, story.text());
                }
            }
        }));
        hidden.removeAll(visible.keySet());
        return new Expected(visible, hidden);
    }

    static Expected of(Collection<FakeSource> sources, Set<String> blocked) {
        var stories = new HashMap<String, Collection<Story>>();
        sources.forEach(source -> stories.put(source.name(), source.served()));
        return of(stories, blocked);
    }

    /** How many times an article came to this person by a source. */
    long deliveries() {
        return visible.values().stream().mapToLong(Map::size).sum() + hidden.size();
    }
}
