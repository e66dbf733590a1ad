package org.broadsheet.metrics.prometheus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an expression of ours names, and what of it nobody publishes. It knows the PromQL that is written here, with labels of
 * an aggregation before what is aggregated; whether an expression is one at all is for promtool to say.
 */
public final class Expression {
    private static final Pattern TEXT = Pattern.compile("\"[^\"]*\"");
    private static final Pattern WORD = Pattern.compile("(?<![\\w$.\\[:])([a-zA-Z_][a-zA-Z0-9_]*)\\b(?!\\s*\\()");
    private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)\\{([^}]*)}");
    private static final Pattern GROUPED = Pattern.compile("\\bby \\(([^)]*)\\)\\s*(\\()?");
    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "by", "bool");

    private final String text;
    private final Map<String, Set<String>> published;

    /** @param published the labels of each series, by its name */
    public Expression(String text, Map<String, Set<String>> published) {
        this.text = TEXT.matcher(text).replaceAll("\"\"");
        this.published = published;
    }

    /** The series that it reads. */
    public List<String> names() {
        return names(text);
    }

    /** In plain words; empty if there is nothing to say. */
    public List<String> problems() {
        var problems = new ArrayList<String>();
        names().stream()
                .filter(name -> !published.containsKey(name))
                .forEach(name -> problems.add("nobody publishes " + name));
        SELECTOR.matcher(text)
                .results()
                .forEach(found -> missing(List.of(found.group(1)), labels(found.group(2)), problems));
        GROUPED.matcher(text).results().forEach(found -> {
            if (found.group(2) == null) {
                problems.add("labels stand behind what is aggregated: " + found.group());
            } else {
                missing(names(inner(found.end())), words(found.group(1)), problems);
            }
        });
        return problems;
    }

    private void missing(List<String> names, List<String> labels, List<String> problems) {
        for (var name : names) {
            for (var label : labels) {
                if (!published.getOrDefault(name, Set.of(label)).contains(label)) {
                    problems.add(name + " has no label " + label);
                }
            }
        }
    }

    /** What is in parentheses that are open at a place. */
    private String inner(int from) {
        int open = 1;
        int at = from;
        while (open > 0 && at < text.length()) {
            char character = text.charAt(at++);
            open += character == '(' ? 1 : character == ')' ? -1 : 0;
        }
        return text.substring(from, at);
    }

    private static List<String> names(String text) {
        var plain = text.replaceAll("\\{[^}]*}", "").replaceAll("\\bby \\([^)]*\\)", "");
        return WORD.matcher(plain)
                .results()
                .map(found -> found.group(1))
                .filter(word -> !OPERATORS.contains(word))
                .distinct()
                .toList();
    }

    private static List<String> labels(String matchers) {
        return Stream.of(matchers.split(","))
                .map(matcher -> matcher.replaceFirst("[!=~].*", "").strip())
                .filter(label -> !label.isEmpty())
                .toList();
    }

    private static List<String> words(String list) {
        return Arrays.stream(list.split(",")).map(String::strip).toList();
    }
}
