package org.broadsheet.ecs.stage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.broadsheet.settings.Nearest;
import org.jspecify.annotations.Nullable;

/**
 * A mapping of a stage file. Whatever is wrong is noted and a harmless value returned, so that everything is told at
 * once; keys that nobody asked for are noted by {@link #end}.
 */
final class Section {
    private final String path;
    private final Map<?, ?> values;
    private final Problems problems;
    private final Set<String> asked = new HashSet<>();
    private final List<Section> below = new ArrayList<>();

    Section(String path, Map<?, ?> values, Problems problems) {
        this.path = path;
        this.values = values;
        this.problems = problems;
    }

    boolean has(String key) {
        asked.add(key);
        return values.get(key) != null;
    }

    Section section(String key) {
        var value = value(key);
        if (value != null && !(value instanceof Map)) {
            wrong(key, value, "keys and values below it");
        }
        var found = new Section(path(key), value instanceof Map<?, ?> map ? map : Map.of(), problems);
        if (value == null) {
            problems.add(path(key), "is missing; it has keys and values below it");
        }
        below.add(found);
        return found;
    }

    /** Those below this one, by their keys. */
    SequencedMap<String, Section> sections() {
        var found = new LinkedHashMap<String, Section>();
        for (var key : values.keySet()) {
            found.put(String.valueOf(key), section(String.valueOf(key)));
        }
        return found;
    }

    /** @param form how the text looks, as a regular expression; @param allowed the same for people */
    String text(String key, String form, String allowed) {
        var value = required(key, allowed);
        if (value == null) {
            return "";
        }
        if (value instanceof String text && text.matches(form)) {
            return text;
        }
        wrong(key, value, allowed);
        return "";
    }

    Optional<String> optionalText(String key, String form, String allowed) {
        return has(key) ? Optional.of(text(key, form, allowed)) : Optional.empty();
    }

    /** One of few words. */
    String word(String key, List<String> allowed) {
        var value = required(key, String.join(", ", allowed));
        if (value == null || allowed.contains(String.valueOf(value))) {
            return String.valueOf(value);
        }
        wrong(key, value, String.join(", ", allowed) + Nearest.hint(String.valueOf(value), allowed));
        return allowed.getFirst();
    }

    int number(String key, int from, int to) {
        var allowed = "a number from " + from + " to " + to;
        var value = required(key, allowed);
        if (value == null) {
            return from;
        }
        if (value instanceof Integer number && number >= from && number <= to) {
            return number;
        }
        wrong(key, value, allowed);
        return from;
    }

    int number(String key, int from, int to, int absent) {
        return has(key) ? number(key, from, to) : absent;
    }

    boolean flag(String key) {
        var value = required(key, "true, false");
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        wrong(key, value, "true, false");
        return false;
    }

    /** Positive numbers by positive numbers, both rising. */
    SortedMap<Integer, Integer> steps(String key) {
        var steps = new TreeMap<Integer, Integer>();
        var allowed = "messages and tasks, both rising, like {1: 1, 150: 3}";
        if (!(value(key) instanceof Map<?, ?> map) || map.isEmpty()) {
            wrong(key, value(key), allowed);
            return steps;
        }
        for (var step : map.entrySet()) {
            if (step.getKey() instanceof Integer messages && step.getValue() instanceof Integer tasks && messages > 0) {
                steps.put(messages, tasks);
            } else {
                wrong(key, map, allowed);
                return new TreeMap<>();
            }
        }
        int before = 0;
        for (int tasks : steps.values()) {
            if (tasks <= before) {
                wrong(key, map, allowed);
                return new TreeMap<>();
            }
            before = tasks;
        }
        return steps;
    }

    void wrong(String key, @Nullable Object value, String allowed) {
        problems.add(path(key), "is " + value + "; allowed: " + allowed);
    }

    /** Notes the keys that nobody asked for, here and below. */
    void end() {
        for (var key : values.keySet()) {
            if (!asked.contains(String.valueOf(key))) {
                problems.add(path(String.valueOf(key)), "is not known" + Nearest.hint(String.valueOf(key), asked));
            }
        }
        below.forEach(Section::end);
    }

    private @Nullable Object value(String key) {
        asked.add(key);
        return values.get(key);
    }

    private @Nullable Object required(String key, String allowed) {
        var value = value(key);
        if (value == null) {
            problems.add(path(key), "is missing; allowed: " + allowed);
        }
        return value;
    }

    private String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
