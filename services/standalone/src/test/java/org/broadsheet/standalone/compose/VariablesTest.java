package org.broadsheet.standalone.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.broadsheet.standalone.compose.ComposeFile.part;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.broadsheet.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** docker-compose.yml and the task definitions at ECS call settings by the same names, and services know them. */
class VariablesTest {
    private static final Map<String, String> OF_DEPLOYMENTS =
            Map.of("BROADSHEET_PARAMETERS", "/broadsheet/prod/user/", "BROADSHEET_METRICS", "emf");

    /** What may be left out: at ECS nothing private is fetched, and X is said by a stage that has a client there. */
    private static final Set<String> MAY_BE_LEFT_OUT = Set.of(
            "BROADSHEET_FETCH_ALLOW",
            "BROADSHEET_X_CLIENT_ID",
            "BROADSHEET_X_CLIENT_SECRET",
            "BROADSHEET_X_POST_PRICE",
            "BROADSHEET_X_MONTHLY_CAP");

    private final ComposeFile compose = new ComposeFile();

    @ParameterizedTest
    @ValueSource(strings = {"user", "ingest", "filter", "feed", "digest", "prepare"})
    void aServiceIsToldTheSameAtComposeAndAtEcs(String service) {
        var environment = (Map<?, ?>) part(compose.service(service), "environment");
        var atEcs = new TreeSet<>(tasks().get(service));
        atEcs.removeAll(OF_DEPLOYMENTS.keySet());
        var atCompose = new TreeSet<>(environment.keySet());
        atCompose.removeAll(MAY_BE_LEFT_OUT);

        assertThat(environment.keySet().stream().map(Object::toString)).containsAll(atEcs);
        assertThat(atEcs).containsAll(atCompose.stream().map(Object::toString).toList());
    }

    @Test
    void whatOnlyDeploymentsSayIsUnderstood() {
        var environment = compose.environment("user");
        environment.putAll(OF_DEPLOYMENTS);

        assertThatCode(() -> Settings.read(environment)).doesNotThrowAnyException();
    }

    /** Names of variables, by container. */
    private static Map<String, Set<String>> tasks() {
        var tasks = new TreeMap<String, Set<String>>();
        for (var stack : List.of("app", "data")) {
            Map<?, ?> template = new Yaml(new SafeConstructor(new LoaderOptions()))
                    .load(ComposeFile.read("deploy/ecs/golden/prod-" + stack + ".json"));
            ((Map<?, ?>) part(template, "Resources"))
                    .values().stream()
                            .map(Map.class::cast)
                            .filter(resource -> "AWS::ECS::TaskDefinition".equals(resource.get("Type")))
                            .map(resource -> (Map<?, ?>) part(resource, "Properties"))
                            .flatMap(task -> ((Collection<?>) part(task, "ContainerDefinitions")).stream())
                            .map(Map.class::cast)
                            .forEach(container -> tasks.put(
                                    part(container, "Name").toString(),
                                    new TreeSet<>(
                                            Stream.concat(names(container, "Environment"), names(container, "Secrets"))
                                                    .toList())));
        }
        return tasks;
    }

    private static Stream<String> names(Map<?, ?> container, String part) {
        return container.get(part) instanceof List<?> variables
                ? variables.stream()
                        .map(variable -> part((Map<?, ?>) variable, "Name").toString())
                : Stream.empty();
    }
}
