package org.broadsheet.ecs.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every stage's stacks must be. */
class StacksTest {
    private static final Pattern SECRET_NAME = Pattern.compile("PASSWORD|KEY|TOKEN|SECRET|_PASS$");

    static Stream<String> stages() {
        return Synthesised.STAGES.stream();
    }

    /** CloudFormation takes no larger one without a bucket, and we have none. */
    @ParameterizedTest
    @MethodSource("stages")
    void templatesFitWithoutABucket(String stage) {
        for (var template : Template.of(stage)) {
            assertThat(Lines.read(template.text()).toString().length())
                    .as(template.stack())
                    .isLessThan(51_200);
            assertThat(template.resources()).hasSizeLessThan(200);
        }
    }

    @ParameterizedTest
    @MethodSource("stages")
    void nothingIsRunAtDeploymentButCloudFormation(String stage) {
        assertThat(Template.resources(stage).map(Template.Resource::type))
                .noneMatch(type -> type.startsWith("AWS::Lambda") || type.startsWith("Custom::"))
                .doesNotContain(
                        "AWS::CloudFormation::CustomResource",
                        "AWS::EC2::NatGateway",
                        "AWS::CertificateManager::Certificate",
                        "AWS::KMS::Key")
                .noneMatch(type -> type.startsWith("AWS::Route53"));
        assertThat(String.join("", Synthesised.templates(stage).values())).doesNotContain("dummy1", "cdk-assets");
    }

    @ParameterizedTest
    @MethodSource("stages")
    void databaseAndBrokerAreNotPublic(String stage) {
        assertThat(Template.resources(stage, "AWS::RDS::DBInstance"))
                .singleElement()
                .satisfies(database -> {
                    assertThat(database.at("/PubliclyAccessible").asBoolean(true))
                            .isFalse();
                    assertThat(database.at("/StorageEncrypted").asBoolean()).isTrue();
                });
        assertThat(Template.resources(stage, "AWS::AmazonMQ::Broker"))
                .allSatisfy(
                        broker -> assertThat(broker.at("/PubliclyAccessible").asBoolean(true))
                                .isFalse());
    }

    @ParameterizedTest
    @MethodSource("stages")
    void theWorldReachesTheBalancerAlone(String stage) {
        var open = new TreeSet<Integer>();
        Template.resources(stage, "AWS::EC2::SecurityGroup")
                .forEach(group -> group.at("/SecurityGroupIngress").forEach(rule -> {
                    assertThat(group.id()).startsWith("Edge");
                    open.add(rule.get("FromPort").asInt());
                }));
        assertThat(open).isSubsetOf(80, 443);
        assertThat(Template.resources(stage, "AWS::EC2::SecurityGroupIngress"))
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(rule.at("/SourceSecurityGroupId").isMissingNode())
                        .isFalse());
        var ports = Template.resources(stage, "AWS::EC2::SecurityGroupIngress").stream()
                .map(rule -> rule.at("/FromPort").asInt())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(ports).isSubsetOf(8080, 8081, 5432, 5671, 5672, 2049).contains(8080, 5432);
    }

    @ParameterizedTest
    @MethodSource("stages")
    void containersMayDoLittle(String stage) {
        assertThat(Template.containers(stage)).isNotEmpty().allSatisfy(container -> {
            assertThat(container.path("ReadonlyRootFilesystem").asBoolean()).isTrue();
            assertThat(container.path("User").asText()).matches("[1-9]\\d*");
            assertThat(container.has("Privileged")).isFalse();
            assertThat(container.path("StopTimeout").asInt()).isBetween(40, 90);
            assertThat(container.path("Image").toString())
                    .doesNotContain("latest")
                    .contains(":");
            assertThat(container.at("/LogConfiguration/Options/mode").asText()).isEqualTo("non-blocking");
            assertThat(container.path("MountPoints").toString()).contains("\"/tmp\"");
        });
        assertThat(Template.resources(stage, "AWS::Logs::LogGroup"))
                .isNotEmpty()
                .allSatisfy(group ->
                        assertThat(group.at("/RetentionInDays").asInt()).isBetween(1, 90));
    }

    @ParameterizedTest
    @MethodSource("stages")
    void noSecretIsWrittenDown(String stage) {
        for (var container : Template.containers(stage)) {
            for (var variable : container.path("Environment")) {
                assertThat(variable.get("Name").asText()).doesNotContainPattern(SECRET_NAME);
                assertThat(variable.get("Value").toString()).doesNotContainPattern("://[^@\"/]*:[^@\"/]*@");
            }
            assertThat(container.path("Secrets"))
                    .isNotEmpty()
                    .allSatisfy(
                            secret -> assertThat(secret.get("Name").asText()).containsPattern(SECRET_NAME));
        }
    }

    @ParameterizedTest
    @MethodSource("stages")
    void servicesKeepTheirTasksWhenADeploymentFails(String stage) {
        assertThat(Template.resources(stage, "AWS::ECS::Service")).isNotEmpty().allSatisfy(service -> {
            var deployment = service.at("/DeploymentConfiguration");
            assertThat(deployment.at("/DeploymentCircuitBreaker/Enable").asBoolean())
                    .isTrue();
            assertThat(deployment.at("/DeploymentCircuitBreaker/Rollback").asBoolean())
                    .isTrue();
            boolean answers = Set.of("user", "filter", "feed", "digest")
                    .contains(service.at("/ServiceName").asText());
            assertThat(deployment.at("/MinimumHealthyPercent").asInt()).isEqualTo(answers ? 100 : 0);
            if (answers) {
                assertThat(service.at("/CapacityProviderStrategy/0/CapacityProvider")
                                .asText())
                        .isEqualTo("FARGATE");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("stages")
    void targetsAreLetGoBeforeTheirTaskIsKilled(String stage) {
        for (var group : Template.resources(stage, "AWS::ElasticLoadBalancingV2::TargetGroup")) {
            var delay = group.at("/TargetGroupAttributes")
                    .valueStream()
                    .filter(attribute -> attribute.get("Key").asText().equals("deregistration_delay.timeout_seconds"))
                    .map(attribute -> Integer.parseInt(attribute.get("Value").asText()));
            assertThat(delay)
                    .singleElement()
                    .satisfies(seconds -> assertThat(seconds).isLessThan(40));
        }
    }

    @Test
    void ingestStartsFromNothingOnSpareCapacity() {
        for (var stage : Set.of("test", "dev", "prod")) {
            var service = named(stage, "AWS::ECS::Service", "/ServiceName", "ingest");
            assertThat(service.at("/CapacityProviderStrategy/0/CapacityProvider")
                            .asText())
                    .isEqualTo("FARGATE_SPOT");
            var target = Template.resources(stage, "AWS::ApplicationAutoScaling::ScalableTarget").stream()
                    .filter(found -> found.at("/ResourceId").asText().endsWith("/ingest"))
                    .findFirst()
                    .orElseThrow();
            assertThat(target.at("/MinCapacity").asInt()).isZero();
        }
    }

    @Test
    void productionIsKeptAndTheRestLeavesNothing() {
        for (var stage : Synthesised.STAGES) {
            var database = Template.resources(stage, "AWS::RDS::DBInstance").getFirst();
            boolean production = stage.startsWith("prod");
            assertThat(database.at("/DeletionProtection").asBoolean()).isEqualTo(production);
            assertThat(database.whole().get("DeletionPolicy").asText()).isEqualTo(production ? "Snapshot" : "Delete");
            assertThat(database.at("/BackupRetentionPeriod").asInt()).isGreaterThanOrEqualTo(production ? 7 : 1);
            assertThat(database.at("/DeleteAutomatedBackups").asBoolean()).isEqualTo(!production);
            if (!production) {
                assertThat(Template.resources(stage)
                                .map(found ->
                                        found.whole().path("DeletionPolicy").asText()))
                        .doesNotContain("Retain", "Snapshot", "RetainExceptOnCreate");
            }
        }
    }

    /** What may differ: HTTPS, how many alarms, which broker, and how many steps a service has. */
    @Test
    void stagesDifferInValuesOnly() {
        var free = Pattern.compile("^(BalancerHttp|Broker|Volume|Names"
                + "|(Filter|User|Feed|Digest|Ingest)(Scaling|ByProcessor|Quiet|Step))");
        assertThat(shape("dev", free)).isEqualTo(shape("test", free));
        assertThat(shape("prod", free)).isEqualTo(shape("test", free));
    }

    private static Map<String, String> shape(String stage, Pattern free) {
        return Template.resources(stage)
                .filter(resource -> !resource.type().equals("AWS::CloudWatch::Alarm"))
                // Its id names its stack; theWorldReachesTheBalancerAlone looks at these.
                .filter(resource -> !resource.type().equals("AWS::EC2::SecurityGroupIngress"))
                .filter(resource -> !free.matcher(resource.id()).find())
                .collect(Collectors.toMap(
                        Template.Resource::id, Template.Resource::type, (one, other) -> one, TreeMap::new));
    }

    private static Template.Resource named(String stage, String type, String pointer, String name) {
        return Template.resources(stage, type).stream()
                .filter(resource -> resource.at(pointer).asText().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
