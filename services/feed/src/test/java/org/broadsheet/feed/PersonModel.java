package org.broadsheet.feed;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.broadsheet.events.EntryIngested;
import org.broadsheet.events.Network;
import org.broadsheet.events.Sharer;

/** Who is who for one reader, worked out slowly and plainly from all entries and all words. */
final class PersonModel {
    private final Map<String, EntryIngested> newest = new HashMap<>();
    /** What was said together: persons, as sets of keys. */
    private final List<Set<Set<String>>> words = new ArrayList<>();

    void comes(EntryIngested entry) {
        newest.merge(entry.sharer().key(), entry, (one, other) -> isNewer(other, one) ? other : one);
    }

    private static boolean isNewer(EntryIngested one, EntryIngested other) {
        int time = one.sharedAt().compareTo(other.sharedAt());
        // PostgreSQL compares ids as unsigned numbers, as their texts do.
        return time > 0
                || time == 0
                        && one.entryId().toString().compareTo(other.entryId().toString()) > 0;
    }

    Set<String> accounts() {
        return newest.keySet();
    }

    void say(String of, Set<String> accounts) {
        var before = new TreeSet<>(personOf(of));
        before.removeAll(accounts);
        var persons = new HashSet<Set<String>>();
        persons.add(new TreeSet<>(accounts));
        before.forEach(key -> persons.add(Set.of(key)));
        var touched = new TreeSet<>(before);
        touched.addAll(accounts);
        for (var word : List.copyOf(words)) {
            if (word.stream().flatMap(Set::stream).anyMatch(touched::contains)) {
                words.remove(word);
                for (var person : word) {
                    var rest = new TreeSet<>(person);
                    rest.removeAll(touched);
                    if (!rest.isEmpty()) {
                        persons.add(rest);
                    }
                }
            }
        }
        words.add(persons);
    }

    void forget(String of) {
        words.removeIf(word -> word.stream().anyMatch(person -> person.contains(of)));
    }

    Set<String> personOf(String key) {
        return persons().stream()
                .filter(person -> person.contains(key))
                .findFirst()
                .orElseThrow();
    }

    Set<Set<String>> persons() {
        var persons = new HashSet<Set<String>>();
        words.forEach(persons::addAll);
        var free = new TreeSet<>(newest.keySet());
        persons.forEach(free::removeAll);
        persons.addAll(foundOut(free));
        return persons;
    }

    private Set<Set<String>> foundOut(Set<String> keys) {
        var proved = joined(alone(keys), this::isProof, keys);
        var wished = joined(proved, this::isAlike, keys);
        var persons = new HashSet<Set<String>>();
        for (var wish : wished) {
            var parts = proved.stream().filter(wish::containsAll).toList();
            boolean clear = parts.stream()
                    .allMatch(one -> parts.stream()
                            .allMatch(other -> one == other
                                    || one.stream()
                                            .noneMatch(a -> other.stream().anyMatch(b -> network(a) == network(b)))));
            persons.addAll(clear ? List.of(wish) : parts);
        }
        return persons;
    }

    private static Set<Set<String>> alone(Collection<String> keys) {
        var alone = new HashSet<Set<String>>();
        keys.forEach(key -> alone.add(Set.of(key)));
        return alone;
    }

    private interface Tie {
        boolean between(String one, String other, Set<String> all);
    }

    /** Joins two groups again and again, until there is nothing to join. */
    private static Set<Set<String>> joined(Set<Set<String>> groups, Tie tie, Set<String> all) {
        var left = new ArrayList<>(groups);
        for (int i = 0; i < left.size(); i++) {
            for (int j = 0; j < left.size(); j++) {
                var one = left.get(i);
                var other = left.get(j);
                if (i != j && one.stream().anyMatch(a -> other.stream().anyMatch(b -> tie.between(a, b, all)))) {
                    var both = new TreeSet<>(one);
                    both.addAll(other);
                    left.remove(one);
                    left.remove(other);
                    left.add(both);
                    return joined(new HashSet<>(left), tie, all);
                }
            }
        }
        return new HashSet<>(left);
    }

    private Sharer sharer(String key) {
        var entry = newest.get(key);
        if (entry == null) {
            throw new IllegalStateException("nobody knows " + key);
        }
        return entry.sharer();
    }

    private Network network(String key) {
        return sharer(key).network();
    }

    private boolean isProof(String one, String other, Set<String> all) {
        if (network(one) != Network.MASTODON || network(other) != Network.BLUESKY) {
            return false;
        }
        return sharer(other).sites().stream()
                .filter(site -> all.stream()
                        .noneMatch(third -> !third.equals(other)
                                && network(third) == Network.BLUESKY
                                && sharer(third).sites().contains(site)))
                .anyMatch(sharer(one).sites()::contains);
    }

    private boolean isAlike(String one, String other, Set<String> all) {
        return all.contains(one)
                && network(one) != network(other)
                && network(one) != Network.FEED
                && network(other) != Network.FEED
                && name(one).equals(name(other))
                && stem(one).equals(stem(other));
    }

    private String name(String key) {
        return Normalizer.normalize(sharer(key).name(), Normalizer.Form.NFD)
                .replaceAll("[^A-Za-z ]", "")
                .replace("sheher", "")
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    private String stem(String key) {
        return String.valueOf(sharer(key).handle())
                .toLowerCase(Locale.ROOT)
                .replaceFirst("^@", "")
                .replaceFirst("@.*$", "")
                .replace(".bsky.social", "");
    }
}
