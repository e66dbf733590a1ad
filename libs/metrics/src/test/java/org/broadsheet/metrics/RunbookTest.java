package org.broadsheet.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RunbookTest {
    private static final Path RUNBOOK =
            Path.of(System.getProperty("broadsheet.root", "../.."), "docs", "operations.md");

    @Test
    void everyAlarmLeadsToAHeadingOfTheRunbook() throws IOException {
        assertThat(AlarmCatalogue.all()).extracting(AlarmRule::anchor).isSubsetOf(anchors());
    }

    @Test
    void theRunbookNamesEveryAlarm() throws IOException {
        var runbook = Files.readString(RUNBOOK);
        assertThat(AlarmCatalogue.all()).allSatisfy(rule -> assertThat(runbook).contains("`" + rule.name() + "`"));
    }

    /** Of headings, as they are made of their texts. */
    private static Set<String> anchors() throws IOException {
        return Files.readAllLines(RUNBOOK).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 -]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }
}
