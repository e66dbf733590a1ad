package org.broadsheet.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Which of the known names an unknown one was most likely meant to be. */
public final class Nearest {
    private static final int LIKELY_TYPING_ERRORS = 3;

    private Nearest() {}

    /** @return empty where none is so near that it was meant */
    static Optional<String> to(String name, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt((String one) -> distance(name, one))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(nearest -> distance(name, nearest) <= LIKELY_TYPING_ERRORS);
    }

    /** {@code "; did you mean x?"}, or nothing where none is so near. */
    public static String hint(String name, Collection<String> known) {
        return to(name, known).map(nearest -> "; did you mean " + nearest + "?").orElse("");
    }

    /** Levenshtein's: how many letters must be added, removed or changed to get from one to the other. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
