package org.broadsheet.ecs.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnResource;

/** The validator that comes with the CDK looks at what we make: it is shown faults, and must see them. */
class ValidatorTest {
    private static final Map<String, Object> FAULTS = Map.of(
            "DesiredCuont",
            2,
            "TaskDefinition",
            Map.of("Ref", "Nothing"),
            "HealthCheckGracePeriodSeconds",
            "soon",
            "DeploymentConfiguration",
            Map.of("MaximumPercent", "many"));

    static Stream<String> stages() {
        return Synthesised.STAGES.stream();
    }

    static Stream<Map.Entry<String, Object>> faults() {
        return FAULTS.entrySet().stream().sorted(Map.Entry.comparingByKey());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultyTemplateIsNotMade(Map.Entry<String, Object> fault) {
        Synthesised.requireNode();
        var folder = Synthesised.folder("faulty-" + fault.getKey());
        var app = Synthesis.app(Synthesised.stage("test"), folder);
        feedService(app).addPropertyOverride(fault.getKey(), fault.getValue());

        assertThatThrownBy(app::synth).hasMessageContaining("Validation failed");
        assertThat(report(folder)).contains("CloudFormation Validate");
    }

    @ParameterizedTest
    @MethodSource("stages")
    void nothingIsFoundInWhatIsCommitted(String stage) {
        Synthesised.templates(stage);

        assertThat(Lines.read(report(Synthesised.folder(stage)))
                        .path("pluginReports")
                        .findValues("ruleName"))
                .isEmpty();
    }

    private static CfnResource feedService(App app) {
        return (CfnResource) app.getNode()
                .findChild("broadsheet-test-app")
                .getNode()
                .findChild("FeedService")
                .getNode()
                .findChild("Service");
    }

    private static String report(Path folder) {
        try {
            return Files.readString(folder.resolve("validation-report.json"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
