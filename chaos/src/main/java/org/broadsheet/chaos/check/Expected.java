package org.broadsheet.chaos.check;

import static java.util.Comparator.comparing;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.broadsheet.chaos.network.Said;
import org.broadsheet.chaos.source.Share;

/**
 * What a person's feed must be: an entry is hidden if all of its links lead to blocked sites, else only those that do. Who
 * shares an article more than once is shown with what they said first.
 *
 * @param visible for each article that must be listed, what each feed or account that shares it says of it
 * @param hidden articles that must be listed as hidden
 * @param takenBack for articles that accounts shared and do not share any more, the names of these
 */
record Expected(Map<String, Map<String, String>> visible, Set<String> hidden, Map<String, Set<String>> takenBack) {
    /**
     * @param shares that come to the person
     * @param gone what was taken back of a timeline that they read or have read
     * @param blocked sites
     */
    static Expected of(Collection<Share> shares, Collection<Said> gone, Set<String> blocked) {
        var visible = new TreeMap<String, Map<String, String>>();
        var hidden = new HashSet<String>();
        shares.stream().sorted(comparing(Share::at)).forEach(share -> {
            for (var link : share.story().links()) {
                if (blocked.contains(link.getHost())) {
                    hidden.add(link.toString());
                } else {
                    visible.computeIfAbsent(link.toString(), url -> new HashMap<>())
                            .putIfAbsent(share.by(), share.story().text());
                }
            }
        });
        hidden.removeAll(visible.keySet());
        var takenBack = new HashMap<String, Set<String>>();
        gone.forEach(one -> takenBack
                .computeIfAbsent(one.link().toString(), url -> new HashSet<>())
                .add(one.by()));
        return new Expected(visible, hidden, takenBack);
    }

    /** How many times an article came to this person by a feed or an account. */
    long deliveries() {
        return visible.values().stream().mapToLong(Map::size).sum() + hidden.size();
    }

    /** Whether somebody has shared it, and nobody does any more. */
    boolean isTakenBack(String url) {
        return takenBack.containsKey(url) && !visible.containsKey(url) && !hidden.contains(url);
    }
}
