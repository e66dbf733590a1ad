package org.broadsheet.ecs.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may do what: a table of all that there is. */
class RolesTest {
    private static final Set<String> IMAGES = Set.of(
            "ecr:BatchCheckLayerAvailability",
            "ecr:GetDownloadUrlForLayer",
            "ecr:BatchGetImage",
            "ecr:GetAuthorizationToken");

    private static final Set<String> LOGS = Set.of("logs:CreateLogStream", "logs:PutLogEvents");
    private static final Set<String> SECRETS = Set.of("secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret");
    private static final Set<String> VOLUME = Set.of("elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite");

    static Stream<String> stages() {
        return Synthesised.STAGES.stream();
    }

    @ParameterizedTest
    @MethodSource("stages")
    void everyTaskHasTwoRolesOfItsOwn(String stage) {
        var roles = new ArrayList<String>();
        for (var task : Template.resources(stage, "AWS::ECS::TaskDefinition")) {
            roles.add(role(task.at("/TaskRoleArn")));
            roles.add(role(task.at("/ExecutionRoleArn")));
        }
        assertThat(roles).doesNotHaveDuplicates().hasSizeGreaterThan(3);
        assertThat(Template.resources(stage, "AWS::IAM::Role"))
                .extracting(Template.Resource::id)
                .containsAll(roles);
    }

    @ParameterizedTest
    @MethodSource("stages")
    void actionsAreThoseOfTheTable(String stage) {
        for (var task : Template.resources(stage, "AWS::ECS::TaskDefinition")) {
            var family = task.at("/Family").asText();
            var name = family.substring(family.lastIndexOf('-') + 1);
            boolean ours = !name.equals("broker");
            boolean mounts = name.equals("broker") || name.equals("standalone");

            assertThat(actions(stage, role(task.at("/TaskRoleArn"))))
                    .as(name)
                    .isEqualTo(sum(
                            ours && !name.equals("prepare") ? Set.of("ssm:GetParametersByPath") : Set.of(),
                            mounts ? VOLUME : Set.of()));
            assertThat(actions(stage, role(task.at("/ExecutionRoleArn"))))
                    .as(name)
                    .isEqualTo(sum(ours ? IMAGES : Set.of(), LOGS, SECRETS));
        }
    }

    @ParameterizedTest
    @MethodSource("stages")
    void everythingIsAllowedOfNothing(String stage) {
        for (var statement : statements(stage)) {
            for (var action : texts(statement.path("Action"))) {
                assertThat(action).doesNotContain("*");
            }
            if (texts(statement.path("Resource")).contains("*")) {
                assertThat(texts(statement.path("Action"))).containsExactly("ecr:GetAuthorizationToken");
            }
        }
    }

    /** Shared are the key that signs and the broker's password alone. */
    @ParameterizedTest
    @MethodSource("stages")
    void aServiceReadsItsOwnParametersSecretsLogAndImages(String stage) {
        for (var task : Template.resources(stage, "AWS::ECS::TaskDefinition")) {
            var name = task.at("/Family").asText().replaceFirst(".*-", "");
            if (!Set.of("user", "filter", "feed", "digest", "ingest").contains(name)) {
                continue;
            }
            var allowed = Stream.concat(
                            policies(stage, role(task.at("/TaskRoleArn"))),
                            policies(stage, role(task.at("/ExecutionRoleArn"))))
                    .map(JsonNode::toString)
                    .reduce("", String::concat);
            for (var other : Set.of("user", "filter", "feed", "digest", "ingest")) {
                if (!other.equals(name)) {
                    assertThat(allowed)
                            .doesNotContain(
                                    "/" + other,
                                    Secrets.capital(other) + "DatabasePassword",
                                    Secrets.capital(other) + "Log");
                }
            }
            assertThat(allowed)
                    // To the letter what SsmParameters of libs/tunables asks for.
                    .containsPattern(":parameter/broadsheet/[a-z]+/" + name + "\"")
                    .contains(Secrets.capital(name) + "DatabasePassword")
                    .doesNotContain("MasterPassword");
            assertThat(allowed.contains("broadsheet-smtp")).isEqualTo(name.equals("digest"));
        }
    }

    private static List<JsonNode> statements(String stage) {
        return Template.resources(stage, "AWS::IAM::Policy").stream()
                .flatMap(policy -> policy.at("/PolicyDocument/Statement").valueStream())
                .toList();
    }

    private static Stream<JsonNode> policies(String stage, String role) {
        return Template.resources(stage, "AWS::IAM::Policy").stream()
                .filter(policy -> policy.at("/Roles").toString().contains("\"" + role + "\""))
                .map(Template.Resource::properties);
    }

    private static Set<String> actions(String stage, String role) {
        var actions = new TreeSet<String>();
        policies(stage, role)
                .flatMap(policy -> policy.at("/PolicyDocument/Statement").valueStream())
                .forEach(statement -> actions.addAll(texts(statement.path("Action"))));
        return actions;
    }

    private static List<String> texts(JsonNode node) {
        return node.isArray() ? node.valueStream().map(JsonNode::asText).toList() : List.of(node.asText());
    }

    private static String role(JsonNode reference) {
        return reference.at("/Fn::GetAtt/0").asText();
    }

    @SafeVarargs
    private static Set<String> sum(Set<String>... sets) {
        var sum = new TreeSet<String>();
        for (var set : sets) {
            sum.addAll(set);
        }
        return sum;
    }
}
