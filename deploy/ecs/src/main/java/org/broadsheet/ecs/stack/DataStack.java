package org.broadsheet.ecs.stack;

import java.util.List;
import org.broadsheet.ecs.stage.Stage;
import org.broadsheet.ecs.stage.Stage.TaskSize;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerInsights;
import software.amazon.awscdk.services.servicediscovery.PrivateDnsNamespace;
import software.constructs.Construct;

/** What stays when the services change: network, database, broker, secrets, and the task that prepares the database. */
final class DataStack extends Stack {
    private static final TaskSize PREPARE = new TaskSize(512, 1024);

    private final Network network;
    private final Cluster cluster;
    private final Secrets secrets;
    private final DatabaseServer database;
    private final Brokers broker;
    private final @Nullable PrivateDnsNamespace names;

    DataStack(App app, Stage stage) {
        super(app, stage.dataStack(), Synthesis.properties(stage, "data"));
        var version = version(this);
        network = new Network(this, stage);
        cluster = Cluster.Builder.create(this, "Cluster")
                .clusterName(stage.prefix())
                .vpc(network.vpc)
                .enableFargateCapacityProviders(true)
                .containerInsightsV2(ContainerInsights.DISABLED)
                .build();
        secrets = new Secrets(this, stage);
        database = new DatabaseServer(this, stage, network, secrets.master);
        names = stage.broker() instanceof Stage.Broker.AmazonMq
                ? null
                : PrivateDnsNamespace.Builder.create(this, "Names")
                        .name(stage.prefix() + ".internal")
                        .vpc(network.vpc)
                        .build();
        broker = new Brokers(this, stage, network, cluster, secrets, names);
        var prepare = new ServiceTask(
                this,
                stage,
                version,
                new ServiceTask.Wanted(
                        "prepare",
                        Stage.STANDALONE,
                        PREPARE,
                        List.of("prepare"),
                        false,
                        90,
                        ServiceEnvironment.ofPrepare(this, stage)));
        output("PrepareDefinition", prepare.definition.getTaskDefinitionArn());
        output("PrepareCluster", cluster.getClusterName());
        output(
                "PrepareSubnets",
                String.join(",", network.vpc.selectSubnets(Network.PUBLIC).getSubnetIds()));
        output("PrepareGroup", network.tasks.getSecurityGroupId());
    }

    /** The tag of all images, given to a deployment: a template does not change with it. */
    static String version(Construct scope) {
        return CfnParameter.Builder.create(scope, "Version")
                .type("String")
                .description("The tag of the images")
                .allowedPattern("(?!latest$)[0-9A-Za-z][0-9A-Za-z._-]{0,127}")
                .build()
                .getValueAsString();
    }

    Network network() {
        return network;
    }

    Cluster cluster() {
        return cluster;
    }

    Secrets secrets() {
        return secrets;
    }

    DatabaseServer database() {
        return database;
    }

    Brokers broker() {
        return broker;
    }

    @Nullable
    PrivateDnsNamespace names() {
        return names;
    }

    private void output(String name, String value) {
        CfnOutput.Builder.create(this, name).value(value).build();
    }
}
