package org.broadsheet.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How much of a folder is read with the values that its authors expect. A file is ours when at least one of its
 * expectations is about a field that our model has, and right when all of these hold. What differs on purpose is counted
 * apart.
 */
final class CorpusTally {
    private final String folder;
    private final Map<String, String> otherwise;
    private final List<String> differences = new ArrayList<>();
    private final List<String> agreeing = new ArrayList<>();
    private int files;
    private int ours;
    private int deliberate;

    /** @param otherwise why we read a file otherwise, by its name */
    CorpusTally(String folder, Map<String, String> otherwise) {
        this.folder = folder;
        this.otherwise = otherwise;
    }

    void file(String name, List<Check> checks) {
        files++;
        if (checks.stream().allMatch(Check.NotOurs.class::isInstance)) {
            return;
        }
        String wrong = checks.stream()
                .filter(Check.Wrong.class::isInstance)
                .map(check -> ((Check.Wrong) check).detail())
                .collect(Collectors.joining("; "));
        if (otherwise.containsKey(name)) {
            deliberate++;
            if (wrong.isEmpty()) {
                agreeing.add(name);
            }
            return;
        }
        ours++;
        if (!wrong.isEmpty()) {
            differences.add("  " + name + ": " + wrong);
        }
    }

    /** @param percent of our files that are right, no less than what was reached before */
    void assertAtLeast(double percent) {
        System.out.println(this);
        assertThat(files).as("files in %s", folder).isPositive();
        assertThat(agreeing).as("files that no longer differ").isEmpty();
        assertThat(rate()).as("%s", this).isGreaterThanOrEqualTo(percent);
    }

    private double rate() {
        return ours == 0 ? 100 : 100.0 * (ours - differences.size()) / ours;
    }

    /** A row of the table in the README, and below it the files that differ. */
    @Override
    public String toString() {
        var row = "| %s | %d | %d | %d | %d | %.1f %% |"
                .formatted(folder, files, ours + deliberate, deliberate, ours - differences.size(), rate());
        return differences.isEmpty() ? row : row + "\n" + String.join("\n", differences);
    }
}
