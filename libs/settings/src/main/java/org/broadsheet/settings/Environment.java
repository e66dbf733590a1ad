package org.broadsheet.settings;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Collects what is wrong while the variables are read one by one. */
final class Environment {
    private static final String PREFIX = "BROADSHEET_";

    private final Map<String, String> variables;
    private final Set<String> known = new LinkedHashSet<>();
    private final List<String> problems = new ArrayList<>();

    Environment(Map<String, String> variables) {
        this.variables = new TreeMap<>(variables);
    }

    /**
     * Reads one variable; blank stands for absent, as compose files pass what is not set.
     *
     * @param parse throws {@link Wrong} with what is expected, and without the value
     */
    <T> Optional<T> read(String name, Function<String, T> parse) {
        known.add(name);
        String value = variables.getOrDefault(name, "").strip();
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse.apply(value));
        } catch (Wrong wrong) {
            problems.add(name + ": " + wrong.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Reads a server's address, {@code <name>_URL}, whose password may stand apart, in {@code <name>_PASSWORD}, as stores
     * of secrets give it.
     */
    <T> Optional<T> readWithPassword(String name, BiFunction<String, Optional<Secret>, T> parse) {
        String url = name + "_URL";
        Optional<Secret> password = read(name + "_PASSWORD", Secret::new);
        if (password.isPresent() && variables.getOrDefault(url, "").isBlank()) {
            problem(name + "_PASSWORD is set without " + url);
        }
        return read(url, value -> parse.apply(value, password));
    }

    /** Something that several variables say together. */
    void problem(String words) {
        problems.add(words);
    }

    /** Ends the reading: names that start like ours but were not asked for are wrong, too. */
    void requireNoProblems() {
        variables.keySet().stream()
                .filter(name -> name.startsWith(PREFIX) && !known.contains(name))
                .forEach(name -> problems.add("unknown setting " + name + suggestion(name)));
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }

    private String suggestion(String name) {
        return Nearest.to(name, known)
                .map(nearest -> "; did you mean " + nearest + "?")
                .orElseGet(() -> "; known are " + String.join(", ", known));
    }
}
