package org.broadsheet.standalone.dlq;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.broadsheet.messaging.DeadLetterFilter;
import org.broadsheet.messaging.DeadLetterOutcome;
import org.broadsheet.messaging.DeadLetterQueues;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What {@code replay} and {@code discard} have in common: letters leave, and only those that were named. */
abstract class SettleCommand implements Callable<Integer> {
    @Mixin
    private final FilterOptions filter = new FilterOptions();

    @Mixin
    private final BrokerOptions broker;

    @Spec
    private @Nullable CommandSpec command;

    @Option(names = "--all", description = "Every dead letter, instead of a filter")
    private boolean all;

    @Option(names = "--dry-run", description = "Says what would happen and changes nothing")
    private boolean dryRun;

    @Option(names = "--json", description = "One JSON object")
    private boolean json;

    SettleCommand(Map<String, String> environment) {
        this.broker = new BrokerOptions(environment);
    }

    /** In the past tense, as {@code replayed}. */
    abstract String done();

    abstract List<DeadLetterOutcome> settle(DeadLetterQueues queues, DeadLetterFilter filter) throws IOException;

    abstract List<DeadLetterOutcome> rehearse(DeadLetterQueues queues, DeadLetterFilter filter) throws IOException;

    @Override
    public Integer call() throws IOException {
        var terminal = Objects.requireNonNull(command).commandLine();
        if (all == filter.isGiven()) {
            throw new ParameterException(
                    terminal,
                    all
                            ? "--all and a filter exclude each other: leave one of them out"
                            : "say which letters by --consumer, --id, --reason, --older-than or --newer-than, or --all");
        }
        var meant = filter.filter(InstantSource.system().instant());
        try (var queues = broker.open()) {
            var outcomes = new Outcomes(dryRun ? rehearse(queues, meant) : settle(queues, meant));
            print(terminal.getOut(), outcomes.counts());
            return outcomes.complain(terminal.getErr());
        }
    }

    private void print(PrintWriter out, DeadLetterOutcome.Counts counts) {
        long settled = dryRun ? counts.matched() - counts.refused() : counts.settled();
        long left = dryRun ? counts.left() - settled : counts.left();
        if (json) {
            Json.line(out, line -> {
                line.writeBooleanField("dryRun", dryRun);
                line.writeNumberField("matched", counts.matched());
                line.writeNumberField(done(), settled);
                line.writeNumberField("refused", counts.refused());
                line.writeNumberField("left", left);
            });
        } else if (dryRun) {
            out.println(Words.letters(settled) + " would be " + done() + ", " + left + " left; nothing was changed");
        } else {
            out.println(Words.letters(settled) + " " + done() + ", " + left + " left");
        }
    }
}
