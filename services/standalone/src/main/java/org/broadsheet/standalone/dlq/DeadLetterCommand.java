package org.broadsheet.standalone.dlq;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * {@code ./broadsheet dlq list|show|replay|discard}. Exit status: 0 done, 1 some letters could not be replayed or the
 * broker is not there, 2 wrong arguments.
 */
@Command(
        name = "dlq",
        customSynopsis = "./broadsheet dlq list|show|replay|discard [OPTION...]",
        description = "The dead letters: messages that failed ten times or can't be read.",
        sortOptions = false)
public final class DeadLetterCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec command;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Prints this")
    private boolean help;

    private DeadLetterCommand() {}

    /** Ends the process with the exit status. */
    public static void main(String[] words) {
        // What an operator is told is printed; the libraries' logs would only stand in between.
        System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(commandLine(System.getenv()).execute(words));
    }

    static CommandLine commandLine(Map<String, String> environment) {
        return new CommandLine(new DeadLetterCommand())
                .addSubcommand(new ListCommand(environment))
                .addSubcommand(new ShowCommand(environment))
                .addSubcommand(new ReplayCommand(environment))
                .addSubcommand(new DiscardCommand(environment))
                .setParameterExceptionHandler(DeadLetterCommand::wrongArguments)
                .setExecutionExceptionHandler(DeadLetterCommand::failed);
    }

    @Override
    public void run() {
        throw new ParameterException(
                Objects.requireNonNull(command).commandLine(), "say what to do: list, show, replay or discard");
    }

    private static int wrongArguments(ParameterException e, String[] words) {
        var command = e.getCommandLine();
        command.getErr()
                .println(e.getMessage() + "; see ./broadsheet "
                        + command.getCommandSpec().qualifiedName() + " --help");
        return Outcomes.WRONG_ARGUMENTS;
    }

    private static int failed(Exception e, CommandLine command, CommandLine.ParseResult words) throws Exception {
        if (e instanceof ParameterException wrong) {
            return wrongArguments(wrong, new String[0]);
        }
        if (e instanceof IOException) {
            command.getErr().println(e.getMessage());
            return Outcomes.FAILED;
        }
        throw e;
    }
}
