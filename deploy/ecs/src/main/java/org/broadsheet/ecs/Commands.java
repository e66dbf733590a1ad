package org.broadsheet.ecs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.SequencedMap;
import org.broadsheet.ecs.config.ParameterStore;
import org.broadsheet.ecs.cost.CostTable;
import org.broadsheet.ecs.deployment.Aws;
import org.broadsheet.ecs.deployment.Deployment;
import org.broadsheet.ecs.deployment.DeploymentException;
import org.broadsheet.ecs.deployment.Pause;
import org.broadsheet.ecs.deployment.Printer;
import org.broadsheet.ecs.deployment.Removal;
import org.broadsheet.ecs.stack.Synthesis;
import org.broadsheet.ecs.stage.Stage;
import org.broadsheet.ecs.stage.StageReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The commands on one stage. Exit status: 0 done, 1 it can't go on or something is left, 2 wrong arguments or file. */
@Command(name = "./broadsheet", description = "The deployment of one stage (test, dev, prod) to AWS.")
final class Commands {
    private static final int LEFT = 1;
    private static final int WRONG = 2;

    private final Path home;

    @Spec
    private @Nullable CommandSpec spec;

    /** @param home with {@code stages/} and {@code parameters/} */
    Commands(Path home) {
        this.home = home;
    }

    @Command(description = "Makes the stage what its file says; may be repeated at any point.")
    int deploy(
            @Parameters(paramLabel = "STAGE") String name,
            @Option(names = "--version", description = "Tag of the images (default: what git describe says)") @Nullable
                    String version,
            @Option(names = "--dry-run", description = "Only makes and checks the templates") boolean dryRun) {
        var stage = stage(name);
        var templates = templates(stage);
        var tag = version == null ? described() : version;
        if (!tag.matches("(?!latest$)[0-9A-Za-z][0-9A-Za-z._-]{0,127}")) {
            throw new DeploymentException("--version " + tag + " is no tag of an image, or one that moves");
        }
        if (dryRun) {
            templates.forEach((stack, template) -> printer()
                    .say(stack + ": " + template.getBytes(StandardCharsets.UTF_8).length + " bytes, images " + tag));
            return 0;
        }
        try (var aws = Aws.in(stage.region())) {
            new Deployment(aws, Pause.real(), printer(), InstantSource.system()).run(stage, templates, tag);
        }
        return 0;
    }

    @Command(description = "Removes everything of the stage, and says what is left.")
    int remove(
            @Parameters(paramLabel = "STAGE") String name,
            @Option(names = "--yes-delete-prod", paramLabel = "STAGE", description = "Says the stage again") @Nullable
                    String sure,
            @Option(names = "--dry-run", description = "Only says what would go") boolean dryRun) {
        var stage = stage(name);
        if (stage.isProduction() && !name.equals(sure) && !dryRun) {
            printer()
                    .say("this deletes " + stage.prefix() + " with all its data but a last snapshot of the database; "
                            + "if you mean it: ./broadsheet remove " + name + " --yes-delete-prod " + name);
            return WRONG;
        }
        if (dryRun) {
            stage.stacks().reversed().forEach(stack -> printer().say(stack + " would be removed"));
            return 0;
        }
        try (var aws = Aws.in(stage.region())) {
            if (stage.database().protect()) {
                var deployment = new Deployment(aws, Pause.real(), printer(), InstantSource.system());
                deployment.version(stage).ifPresent(version -> deployment.unprotect(stage, templates(stage), version));
            }
            return new Removal(aws, Pause.real(), printer()).run(stage) ? 0 : LEFT;
        }
    }

    @Command(description = "What the stage costs, item by item, from its file and dated prices.")
    int cost(
            @Parameters(paramLabel = "STAGE") String name,
            @Option(names = "--hours", description = "Deployed in a month (default: all 730)", defaultValue = "730")
                    int hours) {
        printer().say(CostTable.of(stage(name), hours).text().stripTrailing());
        return 0;
    }

    @Command(description = "Compares the stage's tunables with parameters/STAGE.yaml (diff), or sets them (push).")
    int config(@Parameters(paramLabel = "push|diff") String action, @Parameters(paramLabel = "STAGE") String name) {
        if (!action.matches("push|diff")) {
            throw new picocli.CommandLine.ParameterException(
                    Objects.requireNonNull(spec).commandLine(), "config can push or diff, not " + action);
        }
        var stage = stage(name);
        var wanted = org.broadsheet.ecs.config.Parameters.read(
                home.resolve("parameters").resolve(name + ".yaml"), stage);
        try (var aws = Aws.in(stage.region());
                var client = aws.parameters()) {
            var store = new ParameterStore(client, printer());
            int differing = action.equals("push") ? store.push(name, wanted) : store.diff(name, wanted);
            printer()
                    .say(differing == 0 ? "nothing differs" : differing + (action.equals("push") ? " set" : " differ"));
        }
        return 0;
    }

    private Stage stage(String name) {
        return StageReader.read(home.resolve("stages"), name);
    }

    private static SequencedMap<String, String> templates(Stage stage) {
        try {
            return Synthesis.templates(stage, Files.createTempDirectory("broadsheet-" + stage.name()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The version of the checkout, as the images are tagged by default. */
    private String described() {
        try {
            var git = new ProcessBuilder("git", "-C", home.toString(), "describe", "--tags", "--always", "--dirty")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!answer.isEmpty()) {
                return answer;
            }
        } catch (IOException e) {
            throw new DeploymentException("git does not run (" + e.getMessage() + "); say --version");
        }
        throw new DeploymentException("git describes no version here; say --version");
    }

    private Printer printer() {
        var out = Objects.requireNonNull(spec).commandLine().getOut();
        return line -> {
            out.println(line);
            out.flush();
        };
    }
}
