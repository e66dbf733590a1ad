package org.broadsheet.metrics.prometheus;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.broadsheet.metrics.AlarmCatalogue;
import org.broadsheet.metrics.AlarmRule;
import org.broadsheet.metrics.AlarmRule.Missing;

/** The rules as Prometheus loads them. */
final class RuleFile {
    private static final String HEAD = """
            # Made of AlarmCatalogue (libs/metrics), never edited: -Dgolden.write=true writes it anew.
            groups:
              - name: broadsheet
                rules:
            """;
    /** What silence leaves as it was stays for so long; a broker starts again in less. */
    private static final Duration KEPT = Duration.ofMinutes(5);

    private RuleFile() {}

    static List<AlarmRule> rules() {
        return AlarmCatalogue.all().stream()
                .filter(rule -> !rule.promql().isEmpty())
                .toList();
    }

    static String text() {
        return rules().stream().map(RuleFile::text).collect(Collectors.joining("", HEAD, ""));
    }

    private static String text(AlarmRule rule) {
        var judgement = Judgement.of(rule);
        var lines = new StringBuilder();
        line(lines, 6, "- alert: " + rule.name());
        line(lines, 8, "expr: |-");
        line(lines, 10, judgement.expression());
        if (judgement.pending().isPositive()) {
            line(lines, 8, "for: " + Judgement.text(judgement.pending()));
        }
        if (rule.missing() == Missing.KEEPS) {
            line(lines, 8, "keep_firing_for: " + Judgement.text(KEPT));
        }
        line(lines, 8, "labels:");
        line(lines, 10, "severity: " + rule.severity().name().toLowerCase(Locale.ROOT));
        line(lines, 8, "annotations:");
        line(lines, 10, "summary: " + quoted(rule.meaning()));
        line(lines, 10, "command: " + quoted(ComposeCommands.first(rule)));
        line(lines, 10, "runbook: " + quoted("docs/operations.md#" + rule.anchor()));
        return lines.toString();
    }

    private static void line(StringBuilder lines, int indent, String text) {
        lines.repeat(' ', indent).append(text).append('\n');
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
