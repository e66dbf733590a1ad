package org.broadsheet.ecs.stack;

import java.util.List;
import org.broadsheet.ecs.stage.Stage;
import org.broadsheet.ecs.stage.Stage.TaskSize;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.services.ecr.IRepository;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecr.RepositoryAttributes;
import software.amazon.awscdk.services.ecs.AwsLogDriverMode;
import software.amazon.awscdk.services.ecs.AwsLogDriverProps;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.CpuArchitecture;
import software.amazon.awscdk.services.ecs.DeploymentCircuitBreaker;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.HealthCheck;
import software.amazon.awscdk.services.ecs.LogDriver;
import software.amazon.awscdk.services.ecs.MountPoint;
import software.amazon.awscdk.services.ecs.OperatingSystemFamily;
import software.amazon.awscdk.services.ecs.PortMapping;
import software.amazon.awscdk.services.ecs.RuntimePlatform;
import software.amazon.awscdk.services.ecs.Volume;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/** A task of one of our images: nobody's root, nothing to write to but {@code /tmp}, a log that never holds it up. */
final class ServiceTask {
    static final int API_PORT = 8080;
    static final int MANAGEMENT_PORT = 8081;

    private static final String USER = "65532";

    final FargateTaskDefinition definition;
    final String container;

    /**
     * @param name of the service, or prepare
     * @param image that it runs
     * @param command instead of the image's own, or null
     * @param probed whether ECS asks the container itself how it is
     */
    record Wanted(
            String name,
            String image,
            TaskSize size,
            @Nullable List<String> command,
            boolean probed,
            int stopSeconds,
            ServiceEnvironment environment) {}

    ServiceTask(Construct scope, Stage stage, String version, Wanted wanted) {
        container = wanted.name();
        var id = Secrets.capital(wanted.name());
        definition = FargateTaskDefinition.Builder.create(scope, id + "Task")
                .family(stage.prefix() + "-" + wanted.name())
                .cpu(wanted.size().cpu())
                .memoryLimitMiB(wanted.size().memory())
                .runtimePlatform(platform(stage))
                .taskRole(Roles.task(scope, id + "TaskRole"))
                .executionRole(Roles.execution(scope, id + "ExecutionRole"))
                .volumes(List.of(Volume.builder().name("tmp").build()))
                .build();
        var made = definition.addContainer(
                container,
                ContainerDefinitionOptions.builder()
                        .image(ContainerImage.fromEcrRepository(repository(scope, stage, wanted, id), version))
                        .command(wanted.command())
                        .user(USER)
                        .readonlyRootFilesystem(true)
                        .environment(wanted.environment().plain())
                        .secrets(wanted.environment().secrets())
                        .stopTimeout(Duration.seconds(wanted.stopSeconds()))
                        .healthCheck(wanted.probed() ? probe() : null)
                        .portMappings(
                                wanted.command() == null ? List.of(port(API_PORT), port(MANAGEMENT_PORT)) : List.of())
                        .logging(logs(scope, stage, wanted.name()))
                        .build());
        made.addMountPoints(MountPoint.builder()
                .sourceVolume("tmp")
                .containerPath("/tmp")
                .readOnly(false)
                .build());
        wanted.environment().permit(definition.getTaskRole());
    }

    static RuntimePlatform platform(Stage stage) {
        return RuntimePlatform.builder()
                .cpuArchitecture(
                        stage.architecture() == Stage.Architecture.ARM64
                                ? CpuArchitecture.ARM64
                                : CpuArchitecture.X86_64)
                .operatingSystemFamily(OperatingSystemFamily.LINUX)
                .build();
    }

    /** A deployment whose tasks do not come up ends with the old ones. */
    static DeploymentCircuitBreaker rollback() {
        return DeploymentCircuitBreaker.builder().enable(true).rollback(true).build();
    }

    /** Lines are dropped rather than waited for. */
    static LogDriver logs(Construct scope, Stage stage, String name) {
        var group = LogGroup.Builder.create(scope, Secrets.capital(name) + "Log")
                .logGroupName("/broadsheet/" + stage.name() + "/" + name)
                .retention(retention(stage.logs().days()))
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        return LogDriver.awsLogs(AwsLogDriverProps.builder()
                .logGroup(group)
                .streamPrefix(name)
                .mode(AwsLogDriverMode.NON_BLOCKING)
                .maxBufferSize(Size.mebibytes(4))
                .build());
    }

    private static RetentionDays retention(int days) {
        return switch (days) {
            case 1 -> RetentionDays.ONE_DAY;
            case 3 -> RetentionDays.THREE_DAYS;
            case 5 -> RetentionDays.FIVE_DAYS;
            case 7 -> RetentionDays.ONE_WEEK;
            case 14 -> RetentionDays.TWO_WEEKS;
            case 30 -> RetentionDays.ONE_MONTH;
            case 60 -> RetentionDays.TWO_MONTHS;
            case 90 -> RetentionDays.THREE_MONTHS;
            default -> throw new IllegalArgumentException("logs are not kept for " + days + " days");
        };
    }

    private static IRepository repository(Construct scope, Stage stage, Wanted wanted, String id) {
        var images = stage.images();
        var name = images.repository(wanted.image());
        return Repository.fromRepositoryAttributes(
                scope,
                id + "Images",
                RepositoryAttributes.builder()
                        .repositoryName(name)
                        .repositoryArn(
                                "arn:aws:ecr:" + images.region() + ":" + images.account() + ":repository/" + name)
                        .build());
    }

    private static HealthCheck probe() {
        return HealthCheck.builder()
                .command(List.of("CMD", "java", "@/app/probe"))
                .interval(Duration.seconds(30))
                .timeout(Duration.seconds(10))
                .retries(3)
                .startPeriod(Duration.seconds(90))
                .build();
    }

    private static PortMapping port(int port) {
        return PortMapping.builder().containerPort(port).name("p" + port).build();
    }
}
