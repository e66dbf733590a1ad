package org.broadsheet.feed.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class OwnWordsTest {
    private OwnWords words = new OwnWords(Map.of());

    private void say(Set<String> before, Set<String> person) {
        var all = new HashMap<>(words.bySharer());
        all.putAll(words.saying(before, person));
        words = new OwnWords(all);
    }

    private Set<Set<String>> persons() {
        var persons = new TreeMap<String, Set<String>>();
        words.bySharer()
                .forEach((key, word) -> persons.computeIfAbsent(word.personKey(), none -> new TreeSet<>())
                        .add(key));
        return Set.copyOf(persons.values());
    }

    @Test
    void whoIsLeftOutStandsAlone() {
        say(Set.of("a", "b", "c", "d"), Set.of("b", "e"));
        assertThat(persons()).containsExactlyInAnyOrder(Set.of("b", "e"), Set.of("a"), Set.of("c"), Set.of("d"));
        assertThat(words.withAllSaidOf(Set.of("c"))).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void othersWhoLoseOneStayTogether() {
        say(Set.of("a"), Set.of("a", "b", "c"));
        say(Set.of("d"), Set.of("d", "a"));
        assertThat(persons()).containsExactlyInAnyOrder(Set.of("a", "d"), Set.of("b", "c"));
        assertThat(words.withAllSaidOf(Set.of("b"))).containsExactly("a", "b", "c", "d");
    }

    @Test
    void whatWasSaidOfOthersIsNotTouched() {
        say(Set.of("a"), Set.of("a", "b"));
        say(Set.of("c"), Set.of("c", "d"));
        assertThat(words.withAllSaidOf(Set.of("a"))).containsExactly("a", "b");
        assertThat(words.together("d")).containsExactly("c", "d");
        assertThat(words.together("e")).containsExactly("e");
        assertThat(words.withAllSaidOf(Set.of("e"))).containsExactly("e");
    }

    @Test
    void sayingTheSameAgainSaysNothingMore() {
        say(Set.of("a", "b", "c"), Set.of("a", "b"));
        var once = words;
        say(Set.of("a", "b"), Set.of("a", "b"));
        assertThat(words).isEqualTo(once);
    }
}
