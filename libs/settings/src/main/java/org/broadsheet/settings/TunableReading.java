package org.broadsheet.settings;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a list of names and values says of one process.
 *
 * @param problems of what is ignored, by name
 */
public record TunableReading(TunableValues values, List<Problem> problems) {
    /** A number with a unit, or a word: what was meant for a tunable. All else may have been meant for somewhere secret. */
    private static final Pattern HARMLESS = Pattern.compile("-?[0-9][0-9.,]{0,11} ?[A-Za-z]{0,8}|[A-Za-z]{1,10}");

    private static final int LONGEST_NAME = 60;

    public TunableReading {
        requireNonNull(values, "values");
        problems = List.copyOf(problems);
    }

    /**
     * @param value empty where it is encrypted
     * @param words what is wrong and what is allowed, without a value that may be a secret
     */
    public record Problem(String name, Optional<String> value, String words) {
        @Override
        public String toString() {
            return words;
        }
    }

    /**
     * A tunable that is listed well has the listed value, one that is listed badly keeps what it had, and one that is not
     * listed has none.
     *
     * @param process a service, or {@value Tunables#STANDALONE}
     * @param listed values by name, empty where encrypted
     * @param before what held until now
     */
    public static TunableReading of(String process, Map<String, Optional<String>> listed, TunableValues before) {
        var values = TunableValues.none();
        var problems = new ArrayList<Problem>();
        var strange = new TreeMap<>(listed);
        for (var tunable : Tunables.of(process)) {
            var text = strange.remove(tunable.name());
            if (text != null) {
                values = take(process, tunable, text, before, values, problems);
            }
        }
        strange.forEach((name, text) -> problems.add(new Problem(name, text, unknown(process, name))));
        return new TunableReading(values, problems);
    }

    private static <T> TunableValues take(
            String process,
            Tunable<T> tunable,
            Optional<String> text,
            TunableValues before,
            TunableValues values,
            List<Problem> problems) {
        var value = text.flatMap(tunable.form());
        if (value.isEmpty()) {
            problems.add(new Problem(tunable.name(), text, wrong(process, tunable, text)));
        }
        return value.or(() -> before.of(tunable))
                .map(held -> values.with(tunable, held))
                .orElse(values);
    }

    private static String wrong(String process, Tunable<?> tunable, Optional<String> text) {
        var name = process + "." + tunable.name();
        if (text.isEmpty()) {
            return name + " is encrypted, and tunables are not: " + tunable.allowed() + " is allowed";
        }
        return name + ": " + text.filter(HARMLESS.asMatchPredicate()).orElse("its value (not shown)")
                + " is not allowed; " + tunable.allowed() + " is";
    }

    private static String unknown(String process, String name) {
        var shown = process + "." + (name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name);
        var elsewhere = Tunables.all().stream()
                .filter(tunable -> tunable.name().equals(name))
                .findFirst();
        if (elsewhere.isPresent()) {
            return shown + " is no tunable of " + process + "; "
                    + String.join(
                            ", ", elsewhere.get().services().stream().sorted().toList()) + " has it";
        }
        var known = Tunables.of(process).stream().map(Tunable::name).toList();
        return shown + " is no tunable"
                + Nearest.to(name, known)
                        .map(nearest -> "; did you mean " + nearest + "?")
                        .orElseGet(() -> "; " + process + " has " + String.join(", ", known));
    }
}
