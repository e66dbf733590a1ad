package org.broadsheet.ecs.stack;

import java.util.List;
import org.broadsheet.ecs.stage.Stage;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.constructs.Construct;

/**
 * Two zones. Tasks stand in public subnets with an address of their own, which costs less than a NAT gateway; what may
 * reach whom is said by security groups alone. Database and volumes have no way in or out.
 */
final class Network {
    static final SubnetSelection PUBLIC =
            SubnetSelection.builder().subnetType(SubnetType.PUBLIC).build();
    static final SubnetSelection ISOLATED =
            SubnetSelection.builder().subnetType(SubnetType.PRIVATE_ISOLATED).build();

    final Vpc vpc;
    final SecurityGroup edge;
    final SecurityGroup tasks;
    final SecurityGroup database;
    final SecurityGroup broker;
    final SecurityGroup volume;

    Network(Construct scope, Stage stage) {
        vpc = Vpc.Builder.create(scope, "Network")
                .ipAddresses(IpAddresses.cidr("10.20.0.0/16"))
                .maxAzs(2)
                .natGateways(0)
                .subnetConfiguration(
                        List.of(subnets("public", SubnetType.PUBLIC), subnets("data", SubnetType.PRIVATE_ISOLATED)))
                .build();
        edge = group(scope, "Edge", "what people reach");
        tasks = group(scope, "Tasks", "the services");
        database = group(scope, "DatabaseGroup", "PostgreSQL");
        broker = group(scope, "BrokerGroup", "RabbitMQ");
        volume = group(scope, "VolumeGroup", "the volume of RabbitMQ");
        if (!stage.isSmall()) {
            edge.addIngressRule(Peer.anyIpv4(), Port.tcp(80), "people");
            if (stage.certificate().isPresent()) {
                edge.addIngressRule(Peer.anyIpv4(), Port.tcp(443), "people");
            }
        }
        admit(tasks, edge, ServiceTask.API_PORT);
        if (!stage.isSmall()) {
            admit(tasks, edge, ServiceTask.MANAGEMENT_PORT);
        }
        admit(database, tasks, DatabaseServer.PORT);
        switch (stage.broker()) {
            case Stage.Broker.Task task -> {
                admit(broker, tasks, Brokers.PLAIN_PORT);
                admit(volume, broker, Brokers.NFS_PORT);
            }
            case Stage.Broker.AmazonMq managed -> admit(broker, tasks, Brokers.TLS_PORT);
            case Stage.Broker.Beside beside -> admit(volume, tasks, Brokers.NFS_PORT);
        }
    }

    private SecurityGroup group(Construct scope, String id, String description) {
        return SecurityGroup.Builder.create(scope, id)
                .vpc(vpc)
                .description(description)
                .build();
    }

    private static void admit(SecurityGroup into, SecurityGroup from, int port) {
        into.addIngressRule(from, Port.tcp(port), "port " + port);
    }

    private static SubnetConfiguration subnets(String name, SubnetType type) {
        return SubnetConfiguration.builder()
                .name(name)
                .subnetType(type)
                .cidrMask(24)
                .mapPublicIpOnLaunch(type == SubnetType.PUBLIC ? false : null)
                .build();
    }
}
