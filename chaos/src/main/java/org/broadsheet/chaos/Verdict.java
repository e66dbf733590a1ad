package org.broadsheet.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.broadsheet.chaos.check.Findings;
import org.broadsheet.chaos.check.Invariant;
import org.broadsheet.chaos.plan.FaultKind;
import org.broadsheet.chaos.plan.Plan;
import org.jspecify.annotations.Nullable;

/**
 * What came of a run; prints as the closing table.
 *
 * @param done how many faults of each kind were done
 * @param folder where the logs are
 */
record Verdict(
        Plan plan,
        @Nullable String plant,
        Findings findings,
        ToIntFunction<FaultKind> done,
        Counted counted,
        Path folder) {
    private static final int EXAMPLES = 5;
    private static final int LONGEST = 400;

    /**
     * How much went through.
     *
     * @param deliveries articles that had to come to somebody by a source
     * @param entries that were served
     * @param polls that were answered with 200
     * @param posts in timelines
     * @param pages of timelines that were given
     * @param reconnected accounts that were connected again because their credentials were over
     * @param articles listed in all feeds together
     * @param deadLetterCopies dead letters that are there once more
     * @param drained how long after the last fault nothing waited any more
     */
    record Counted(
            long deliveries,
            long entries,
            long polls,
            long posts,
            long pages,
            long reconnected,
            long articles,
            long mails,
            long answered,
            long unknown,
            long commitsCut,
            long mailsCut,
            long deadLetterCopies,
            Duration drained) {}

    boolean holds() {
        return findings.allHold();
    }

    /** The invariants that did not hold, each with the first thing that violated it, in one line. */
    String violated() {
        return Arrays.stream(Invariant.values())
                .filter(invariant -> findings.count(invariant) > 0)
                .map(invariant -> invariant + " "
                        + findings.of(invariant).getFirst().lines().findFirst().orElse(""))
                .collect(Collectors.joining("; "));
    }

    /** The command that repeats the run. */
    String command() {
        return "./broadsheet chaos --minutes " + plan.minutes() + " --seed " + plan.seed()
                + (plant == null ? "" : " --plant " + plant);
    }

    String table() {
        var table = new StringBuilder("\nFaults\n");
        for (var kind : FaultKind.values()) {
            table.append("%6d  %s%n".formatted(done.applyAsInt(kind), kind.words()));
        }
        table.append("%6d  replies to COMMIT cut%n".formatted(counted.commitsCut()));
        table.append("%6d  answers to a mail cut%n".formatted(counted.mailsCut()));
        table.append("\nWent through\n");
        table.append("%6d  deliveries (an article, by a source, to a person)%n".formatted(counted.deliveries()));
        table.append("%6d  entries served, in %d polls%n".formatted(counted.entries(), counted.polls()));
        table.append("%6d  posts in timelines, in %d pages; %d accounts connected again%n"
                .formatted(counted.posts(), counted.pages(), counted.reconnected()));
        table.append("%6d  articles in feeds%n".formatted(counted.articles()));
        table.append("%6d  mails%n".formatted(counted.mails()));
        table.append("%6d  calls answered, %d of unknown outcome%n".formatted(counted.answered(), counted.unknown()));
        table.append("%6d  dead letters that are there once more%n".formatted(counted.deadLetterCopies()));
        table.append("%6.1f  s from the last fault until nothing waited%n"
                .formatted(counted.drained().toMillis() / 1000.0));
        table.append("\nInvariants\n");
        for (var invariant : Invariant.values()) {
            append(table, invariant);
        }
        return table.append('\n').append(line()).toString();
    }

    private void append(StringBuilder table, Invariant invariant) {
        long violations = findings.count(invariant);
        table.append("  %-4s %-9s %-75s (%d looked at)%n"
                .formatted(
                        invariant,
                        violations == 0 ? "held" : "VIOLATED",
                        invariant.words(),
                        findings.looked(invariant)));
        findings.of(invariant).stream()
                .limit(EXAMPLES)
                .forEach(example -> table.append("       ")
                        .append(example, 0, Math.min(LONGEST, example.length()))
                        .append('\n'));
        if (violations > EXAMPLES) {
            table.append("       and %d more%n".formatted(violations - EXAMPLES));
        }
    }

    private String line() {
        return holds()
                ? "VERDICT: all invariants held (seed %d, %d min)".formatted(plan.seed(), plan.minutes())
                : "VERDICT: violated. Repeat it by: %s%nLogs: %s".formatted(command(), folder);
    }
}
