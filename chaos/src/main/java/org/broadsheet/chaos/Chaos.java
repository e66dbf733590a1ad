package org.broadsheet.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.broadsheet.chaos.plan.Plan;
import org.broadsheet.chaos.plant.Plant;
import org.broadsheet.chaos.rig.RigException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./broadsheet chaos}. */
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Runs the five services under faults and checks them from outside.",
        footer = {
            "",
            "Exit status: 0 if all invariants held, 1 if one was violated, 2 for wrong arguments or a rig that could not run."
        })
final class Chaos implements Callable<Integer> {
    private static final int HELD = 0;
    private static final int VIOLATED = 1;
    private static final int UNUSABLE = 2;
    private static final int SEEDS = 1_000_000;
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description = "how long faults are made, 1 to 480 (default ${DEFAULT-VALUE})")
    private int minutes = 10;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "a number that the plan of faults follows from (default: any)")
    private @Nullable Long seed;

    @Option(names = "--plan", description = "print the plan of faults and do nothing")
    private boolean planOnly;

    @Option(
            names = "--plant",
            paramLabel = "BUG",
            description = "plant a bug into the services, to see that it is caught: ${COMPLETION-CANDIDATES}",
            completionCandidates = Plant.Names.class)
    private @Nullable String plant;

    @Option(names = "--folder", hidden = true, description = "below which runs keep their files")
    private Path folder = Path.of("target", "chaos");

    private Chaos() {}

    public static void main(String[] arguments) {
        // Before anything logs: the libraries of the rig are not what is looked at.
        System.setProperty("logback.configurationFile", "org/broadsheet/chaos/logback.xml");
        // The mail server's threads die of connections that break, which is what we do to them.
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, e) -> System.err.println("thread " + thread.getName() + " has ended: " + e));
        var line = new CommandLine(new Chaos());
        line.setParameterExceptionHandler((e, given) -> {
            System.err.println("broadsheet: " + e.getMessage() + "; see ./broadsheet chaos --help");
            return UNUSABLE;
        });
        System.exit(line.execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (minutes < 1 || minutes > Plan.MAX_MINUTES) {
            return unusable("--minutes is from 1 to " + Plan.MAX_MINUTES + ", not " + minutes);
        }
        if (plant != null && !Plant.isKnown(plant)) {
            return unusable("there is no bug " + plant + " to plant; these are: " + String.join(", ", Plant.names()));
        }
        var plan = Plan.of(seed == null ? new SecureRandom().nextInt(SEEDS) : seed, minutes);
        System.out.println("Seed " + plan.seed() + ", " + minutes + " min, "
                + plan.faults().size() + " faults" + (plant == null ? "" : ", with " + plant + " planted"));
        if (planOnly) {
            System.out.println(plan);
            return HELD;
        }
        var run = folder.toAbsolutePath().resolve(STAMP.format(Instant.now()) + "-" + plan.seed());
        try {
            var verdict = new Run(plan, plant, run, folder.toAbsolutePath().resolve("shared"), System.out).execute();
            System.out.println(verdict.table());
            return verdict.holds() ? HELD : VIOLATED;
        } catch (RigException e) {
            return unusable(e.getMessage() + "\nLogs: " + run);
        }
    }

    private static int unusable(String why) {
        System.err.println("broadsheet: " + why);
        return UNUSABLE;
    }
}
