package org.broadsheet.ecs.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.broadsheet.ecs.stage.Stage;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.BootstraplessSynthesizer;
import software.amazon.awscdk.StackProps;

/** Makes the templates of a stage, with nothing but Node: no network, no account. */
public final class Synthesis {
    private static final Map<String, Object> CONTEXT = Map.of(
            // A template that CloudFormation would refuse is refused here.
            "@aws-cdk/core:validateAgainstDefaultRules", true,
            "aws:cdk:enable-path-metadata", false,
            "aws:cdk:enable-asset-metadata", false,
            "aws:cdk:disable-version-reporting", true);

    private Synthesis() {}

    /**
     * @param folder where the assembly goes; it is made
     * @return the templates as they are sent, by the names of their stacks, in the order of their deployment
     */
    public static SequencedMap<String, String> templates(Stage stage, Path folder) {
        var app = app(stage, folder);
        app.synth();
        var templates = new LinkedHashMap<String, String>();
        for (var stack : stage.stacks()) {
            templates.put(stack, read(folder.resolve(stack + ".template.json")));
        }
        return templates;
    }

    static App app(Stage stage, Path folder) {
        var app = new App(AppProps.builder()
                .outdir(folder.toString())
                .analyticsReporting(false)
                .treeMetadata(false)
                .context(CONTEXT)
                .build());
        var data = new DataStack(app, stage);
        var services = new AppStack(app, stage, data);
        services.addStackDependency(data);
        new WatchStack(app, stage, services).addStackDependency(services);
        return app;
    }

    static StackProps properties(Stage stage, String part) {
        return StackProps.builder()
                .synthesizer(new BootstraplessSynthesizer())
                .description("Broadsheet, " + stage.name() + ": " + part)
                .tags(Map.of("broadsheet:stage", stage.name()))
                .suppressTemplateIndentation(true)
                .build();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
