package org.broadsheet.standalone.privacy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds whose marks are in what somebody was answered. */
final class PrivateMarks {
    private static final Pattern MARK = Pattern.compile("zq[0-9a-f]{12}qz");

    private final Map<String, UUID> owners;

    PrivateMarks(List<PrivateReader> readers) {
        this.owners = readers.stream().collect(Collectors.toMap(PrivateReader::mark, PrivateReader::id));
    }

    /** What is somebody's was seen by somebody else. */
    record Leak(UUID of, UUID to, String where) {}

    Set<Leak> leaks(UUID asked, Map<String, String> answers) {
        var leaks = new HashSet<Leak>();
        answers.forEach((where, text) -> marks(text).stream()
                .map(mark -> owners.getOrDefault(mark, new UUID(0, 0)))
                .filter(owner -> !owner.equals(asked))
                .forEach(owner -> leaks.add(new Leak(owner, asked, where))));
        return leaks;
    }

    /** Case does not matter, since hosts and names may be folded on their way. */
    static Set<String> marks(String text) {
        return MARK.matcher(text.toLowerCase(java.util.Locale.ROOT))
                .results()
                .map(match -> match.group())
                .collect(Collectors.toSet());
    }
}
