package org.broadsheet.ecs.stack;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.broadsheet.ecs.stage.Stage;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.amazonmq.CfnBroker;
import software.amazon.awscdk.services.ecs.AuthorizationConfig;
import software.amazon.awscdk.services.ecs.CloudMapOptions;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.EfsVolumeConfiguration;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.HealthCheck;
import software.amazon.awscdk.services.ecs.MountPoint;
import software.amazon.awscdk.services.ecs.PortMapping;
import software.amazon.awscdk.services.ecs.Volume;
import software.amazon.awscdk.services.efs.AccessPoint;
import software.amazon.awscdk.services.efs.AccessPointOptions;
import software.amazon.awscdk.services.efs.Acl;
import software.amazon.awscdk.services.efs.FileSystem;
import software.amazon.awscdk.services.efs.PosixUser;
import software.amazon.awscdk.services.servicediscovery.DnsRecordType;
import software.amazon.awscdk.services.servicediscovery.PrivateDnsNamespace;
import software.constructs.Construct;

/** Where messages wait: Amazon MQ, or RabbitMQ with its queues on a volume that outlives its task. */
final class Brokers {
    static final int PLAIN_PORT = 5672;
    static final int TLS_PORT = 5671;
    static final int NFS_PORT = 2049;
    static final String USER = "broadsheet";

    private static final String NAME = "broker";
    private static final String FOLDER = "/var/lib/rabbitmq";
    /** Of the user rabbitmq in the official image. */
    private static final String UID = "999";

    /** Scheme and what follows the user: {@code amqps://} and {@code host:5671}. */
    final String scheme;

    final String host;
    final @Nullable BrokerVolume volume;

    /** Where a task keeps its queues. */
    record BrokerVolume(FileSystem files, AccessPoint access) {}

    Brokers(
            Construct scope,
            Stage stage,
            Network network,
            Cluster cluster,
            Secrets secrets,
            @Nullable PrivateDnsNamespace names) {
        switch (stage.broker()) {
            case Stage.Broker.AmazonMq managed -> {
                scheme = "amqps://";
                host = managed(scope, stage, managed, network, secrets);
                volume = null;
            }
            case Stage.Broker.Task task -> {
                scheme = "amqp://";
                host = NAME + "." + stage.prefix() + ".internal:" + PLAIN_PORT;
                volume = volume(scope, stage, network);
                task(scope, stage, task, network, cluster, secrets, volume, names);
            }
            case Stage.Broker.Beside beside -> {
                scheme = "amqp://";
                host = "localhost:" + PLAIN_PORT;
                volume = volume(scope, stage, network);
            }
        }
    }

    /** Where services connect, without the password. */
    String url() {
        return scheme + USER + "@" + host;
    }

    private static String managed(
            Construct scope, Stage stage, Stage.Broker.AmazonMq wanted, Network network, Secrets secrets) {
        var subnets = network.vpc.selectSubnets(Network.ISOLATED).getSubnetIds();
        var broker = CfnBroker.Builder.create(scope, "Broker")
                .brokerName(stage.prefix())
                .engineType("RABBITMQ")
                .engineVersion("4.2")
                .hostInstanceType(wanted.instance())
                .deploymentMode("SINGLE_INSTANCE")
                .publiclyAccessible(false)
                .autoMinorVersionUpgrade(true)
                .subnetIds(subnets.subList(0, 1))
                .securityGroups(List.of(network.broker.getSecurityGroupId()))
                .logs(CfnBroker.LogListProperty.builder().general(true).build())
                .users(List.of(CfnBroker.UserProperty.builder()
                        .username(USER)
                        .password(secrets.broker.getSecretValue().unsafeUnwrap())
                        .build()))
                .build();
        // The endpoint is amqps://host:port.
        return Fn.select(1, Fn.split("//", Fn.select(0, broker.getAttrAmqpEndpoints())));
    }

    private static BrokerVolume volume(Construct scope, Stage stage, Network network) {
        var files = FileSystem.Builder.create(scope, "Volume")
                .vpc(network.vpc)
                .vpcSubnets(Network.ISOLATED)
                .securityGroup(network.volume)
                .encrypted(true)
                .enableAutomaticBackups(false)
                .removalPolicy(stage.database().protect() ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY)
                .build();
        var access = files.addAccessPoint(
                "Queues",
                AccessPointOptions.builder()
                        .path("/rabbitmq")
                        .createAcl(Acl.builder()
                                .ownerUid(UID)
                                .ownerGid(UID)
                                .permissions("750")
                                .build())
                        .posixUser(PosixUser.builder().uid(UID).gid(UID).build())
                        .build());
        return new BrokerVolume(files, access);
    }

    private static void task(
            Construct scope,
            Stage stage,
            Stage.Broker.Task wanted,
            Network network,
            Cluster cluster,
            Secrets secrets,
            BrokerVolume volume,
            @Nullable PrivateDnsNamespace names) {
        var definition = FargateTaskDefinition.Builder.create(scope, "BrokerTask")
                .family(stage.prefix() + "-" + NAME)
                .cpu(wanted.size().cpu())
                .memoryLimitMiB(wanted.size().memory())
                .runtimePlatform(ServiceTask.platform(stage))
                .taskRole(Roles.task(scope, "BrokerTaskRole"))
                .executionRole(Roles.execution(scope, "BrokerExecutionRole"))
                .build();
        container(scope, stage, definition, wanted.image(), secrets.broker, volume);
        FargateService.Builder.create(scope, "BrokerService")
                .serviceName(NAME)
                .cluster(cluster)
                .taskDefinition(definition)
                .desiredCount(1)
                .minHealthyPercent(0)
                .maxHealthyPercent(100)
                .assignPublicIp(true)
                .vpcSubnets(Network.PUBLIC)
                .securityGroups(List.of(network.broker))
                .circuitBreaker(ServiceTask.rollback())
                .cloudMapOptions(CloudMapOptions.builder()
                        .name(NAME)
                        .cloudMapNamespace(names)
                        .dnsRecordType(DnsRecordType.A)
                        .build())
                .build();
    }

    /** RabbitMQ in a task; its node is always called the same, so that it knows its queues again. */
    static void container(
            Construct scope,
            Stage stage,
            FargateTaskDefinition definition,
            String image,
            software.amazon.awscdk.services.secretsmanager.ISecret password,
            BrokerVolume volume) {
        definition.addVolume(Volume.builder()
                .name("queues")
                .efsVolumeConfiguration(EfsVolumeConfiguration.builder()
                        .fileSystemId(volume.files().getFileSystemId())
                        .transitEncryption("ENABLED")
                        .authorizationConfig(AuthorizationConfig.builder()
                                .accessPointId(volume.access().getAccessPointId())
                                .iam("ENABLED")
                                .build())
                        .build())
                .build());
        volume.files().grantReadWrite(definition.getTaskRole());
        definition.addVolume(Volume.builder().name("broker-tmp").build());
        definition.addVolume(Volume.builder().name("broker-log").build());
        var container = definition.addContainer(
                NAME,
                ContainerDefinitionOptions.builder()
                        .image(ContainerImage.fromRegistry(image))
                        .user(UID)
                        .readonlyRootFilesystem(true)
                        .environment(new TreeMap<>(Map.of(
                                "RABBITMQ_NODENAME",
                                "rabbit@localhost",
                                "RABBITMQ_DEFAULT_USER",
                                USER,
                                "RABBITMQ_MNESIA_BASE",
                                FOLDER + "/mnesia",
                                "RABBITMQ_LOGS",
                                "-")))
                        .secrets(Map.of(
                                "RABBITMQ_DEFAULT_PASS",
                                software.amazon.awscdk.services.ecs.Secret.fromSecretsManager(password)))
                        .portMappings(List.of(
                                PortMapping.builder().containerPort(PLAIN_PORT).build()))
                        .healthCheck(HealthCheck.builder()
                                .command(List.of("CMD", "rabbitmq-diagnostics", "-q", "ping"))
                                .interval(software.amazon.awscdk.Duration.seconds(30))
                                .timeout(software.amazon.awscdk.Duration.seconds(20))
                                .startPeriod(software.amazon.awscdk.Duration.seconds(60))
                                .build())
                        .stopTimeout(software.amazon.awscdk.Duration.seconds(90))
                        .logging(ServiceTask.logs(scope, stage, NAME))
                        .build());
        for (var mount :
                Map.of("queues", FOLDER, "broker-tmp", "/tmp", "broker-log", "/var/log/rabbitmq").entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .toList()) {
            container.addMountPoints(MountPoint.builder()
                    .sourceVolume(mount.getKey())
                    .containerPath(mount.getValue())
                    .readOnly(false)
                    .build());
        }
    }

    Optional<BrokerVolume> volume() {
        return Optional.ofNullable(volume);
    }
}
