package org.broadsheet.ecs;

import java.nio.file.Path;
import java.util.List;
import org.broadsheet.ecs.deployment.DeploymentException;
import org.broadsheet.ecs.stage.StageException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import software.amazon.awssdk.core.exception.SdkException;

/** {@code ./broadsheet deploy|remove|cost|config}. */
public final class EcsMain {
    private static final int FAILED = 1;
    private static final int WRONG = 2;

    private EcsMain() {}

    /** Ends the process with the exit status. */
    public static void main(String[] words) {
        System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
        System.exit(
                commandLine(Path.of(System.getProperty("broadsheet.ecs", "."))).execute(words));
    }

    /** @param home with {@code stages/} and {@code parameters/} */
    static CommandLine commandLine(Path home) {
        return new CommandLine(new Commands(home))
                .setParameterExceptionHandler(EcsMain::wrongArguments)
                .setExecutionExceptionHandler(EcsMain::failed);
    }

    private static int wrongArguments(ParameterException e, String[] words) {
        e.getCommandLine().getErr().println(e.getMessage() + "; see ./broadsheet help");
        return WRONG;
    }

    /** A line for each problem: what an operator can do something about has no stack. */
    private static int failed(Exception e, CommandLine command, CommandLine.ParseResult words) throws Exception {
        switch (e) {
            case ParameterException wrong -> {
                return wrongArguments(wrong, new String[0]);
            }
            case StageException wrong -> {
                wrong.problems().forEach(command.getErr()::println);
                return WRONG;
            }
            case DeploymentException failure -> command.getErr().println(failure.getMessage());
            case SdkException failure ->
                List.of("AWS: " + String.valueOf(failure.getMessage()).replaceAll("\\s+", " "))
                        .forEach(command.getErr()::println);
            default -> throw e;
        }
        return FAILED;
    }
}
