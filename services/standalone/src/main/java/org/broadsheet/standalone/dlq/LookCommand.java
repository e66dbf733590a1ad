package org.broadsheet.standalone.dlq;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What {@code list} and {@code show} have in common: they change nothing. */
abstract class LookCommand implements Callable<Integer> {
    @Mixin
    private final FilterOptions filter = new FilterOptions();

    @Mixin
    private final BrokerOptions broker;

    @Spec
    private @Nullable CommandSpec command;

    @Option(names = "--json", description = "One JSON object on each line")
    private boolean json;

    LookCommand(Map<String, String> environment) {
        this.broker = new BrokerOptions(environment);
    }

    abstract LetterView view(boolean json, PrintWriter out);

    @Override
    public Integer call() throws IOException {
        var terminal = Objects.requireNonNull(command).commandLine();
        var meant = filter.filter(InstantSource.system().instant());
        try (var queues = broker.open()) {
            var view = view(json, terminal.getOut());
            var outcomes = new Outcomes(queues.look(meant, view.add()));
            view.end().run();
            if (!json) {
                terminal.getOut().println(Words.letters(outcomes.counts().matched()));
            }
            return outcomes.complain(terminal.getErr());
        }
    }
}
