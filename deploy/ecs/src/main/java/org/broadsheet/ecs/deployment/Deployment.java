package org.broadsheet.ecs.deployment;

import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.broadsheet.ecs.stage.Stage;

/** A stage from whatever it is to what its file says: data, then the database's schemas, then services, then alarms. */
public final class Deployment {
    private final Aws aws;
    private final StackUpdate update;
    private final Stacks stacks;
    private final Printer printer;

    public Deployment(Aws aws, Pause pause, Printer printer, InstantSource clock) {
        this.aws = aws;
        this.stacks = new Stacks(aws.cloudFormation(), pause, printer);
        this.update = new StackUpdate(aws.cloudFormation(), stacks, printer, clock);
        this.printer = printer;
    }

    /**
     * @param templates by name of stack
     * @param version the tag of the images
     * @throws DeploymentException when it can't go on; every step may be repeated
     */
    public void run(Stage stage, SequencedMap<String, String> templates, String version) {
        var parameters = Map.of("Version", version);
        update.deploy(stage.dataStack(), template(templates, stage.dataStack()), parameters);
        var outputs = stacks.find(stage.dataStack())
                .orElseThrow(() -> new DeploymentException(stage.dataStack() + " is gone"))
                .outputs();
        new PrepareRun(aws.ecs(), aws.logs(), stacks, printer).run(stage.name(), outputs);
        update.deploy(stage.appStack(), template(templates, stage.appStack()), parameters);
        update.deploy(stage.watchStack(), template(templates, stage.watchStack()), Map.of());
        stacks.find(stage.appStack())
                .ifPresent(stack -> stack.outputs().stream()
                        .filter(output -> output.outputKey().matches("Address|Endpoint"))
                        .forEach(output -> printer.say(stage.publicUrl() + " must lead to " + output.outputValue())));
        printer.say(stage.prefix() + " runs " + version);
    }

    /** Takes away what keeps a stage from being removed; nothing else of it changes. */
    public void unprotect(Stage stage, SequencedMap<String, String> templates, String version) {
        for (var name : java.util.List.of(stage.dataStack(), stage.appStack())) {
            if (stacks.find(name).isPresent()) {
                update.deploy(name, Unprotect.template(template(templates, name)), Map.of("Version", version));
            }
        }
    }

    /** The version that a stage runs now. */
    public java.util.Optional<String> version(Stage stage) {
        return stacks.find(stage.appStack()).stream()
                .flatMap(stack -> stack.parameters().stream())
                .filter(parameter -> parameter.parameterKey().equals("Version"))
                .map(software.amazon.awssdk.services.cloudformation.model.Parameter::parameterValue)
                .findFirst();
    }

    private static String template(Map<String, String> templates, String stack) {
        return Objects.requireNonNull(templates.get(stack), stack);
    }
}
