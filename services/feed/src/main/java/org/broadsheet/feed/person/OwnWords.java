package org.broadsheet.feed.person;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a reader says of who is one person, by the key of each sharer of which they said anything. It holds for exactly
 * these: what is found out joins nobody to them. It may speak of sharers of whom no share is left.
 */
record OwnWords(Map<String, Word> bySharer) {
    /**
     * @param personKey the same for those that are one
     * @param wordKey the same for all of which something was said together, so that it is taken back together
     */
    record Word(String personKey, String wordKey) {}

    OwnWords {
        bySharer = Map.copyOf(bySharer);
    }

    @Nullable
    String personKey(String sharerKey) {
        var word = bySharer.get(sharerKey);
        return word == null ? null : word.personKey();
    }

    /** Those that the reader says are one with a sharer, and itself. */
    Set<String> together(String sharerKey) {
        var person = personKey(sharerKey);
        var together = new TreeSet<>(Set.of(sharerKey));
        bySharer.forEach((key, word) -> {
            if (word.personKey().equals(person)) {
                together.add(key);
            }
        });
        return together;
    }

    /** Everything that was said together with anything of these, and these. */
    Set<String> withAllSaidOf(Collection<String> sharerKeys) {
        var words = sharerKeys.stream()
                .map(bySharer::get)
                .filter(Objects::nonNull)
                .map(Word::wordKey)
                .collect(Collectors.toSet());
        var together = new TreeSet<>(sharerKeys);
        bySharer.forEach((key, word) -> {
            if (words.contains(word.wordKey())) {
                together.add(key);
            }
        });
        return together;
    }

    /**
     * What is said of all these now that some of them are one person.
     *
     * @param before who was that person; those of them who no longer are stand alone
     * @param person at least one
     * @return by sharer, for all in {@link #withAllSaidOf} both
     */
    Map<String, Word> saying(Set<String> before, Set<String> person) {
        var touched = new HashSet<>(before);
        touched.addAll(person);
        var together = withAllSaidOf(touched);
        var persons = new TreeMap<String, Set<String>>();
        for (var key : together) {
            var label = person.contains(key)
                    ? "now"
                    : before.contains(key) ? "alone:" + key : "as before:" + personKey(key);
            persons.computeIfAbsent(label, none -> new TreeSet<>()).add(key);
        }
        var words = new HashMap<String, Word>();
        for (var one : List.copyOf(persons.values())) {
            one.forEach(key -> words.put(key, new Word(Collections.min(one), Collections.min(together))));
        }
        return words;
    }
}
