package org.broadsheet.ecs.stack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.broadsheet.ecs.stage.ConnectionBudget;
import org.broadsheet.ecs.stage.Stage;
import org.broadsheet.ecs.stage.Stage.Service;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SecurityGroupImportOptions;
import software.amazon.awscdk.services.ecs.CapacityProviderStrategy;
import software.amazon.awscdk.services.ecs.FargateService;

/** What changes with every version: the services, how people reach them, and how many tasks they have. */
final class AppStack extends Stack {
    /** APIs finish requests, workers what they have taken from their queues. */
    private static final int API_STOP_SECONDS = 40;

    private static final int WORKER_STOP_SECONDS = 90;

    private final Monitored monitored;

    AppStack(App app, Stage stage, DataStack data) {
        super(app, stage.appStack(), Synthesis.properties(stage, "app"));
        var version = DataStack.version(this);
        // Its rules are the data stack's: nothing here may add one.
        var tasks = imported("Tasks", data.network().tasks.getSecurityGroupId());
        var edge = imported("Edge", data.network().edge.getSecurityGroupId());
        var services = new LinkedHashMap<String, FargateService>();
        for (var service : stage.services().values()) {
            services.put(service.name(), service(stage, data, version, service, tasks));
        }
        if (stage.isSmall()) {
            var gateway = new Gateway(this, stage, data, edge, only(services));
            monitored = new Monitored(Map.of(), Optional.of(gateway.apiId()));
        } else {
            var balancer = new Balancer(this, stage, data, edge, services);
            monitored = new Monitored(balancer.targets(), Optional.empty());
        }
        stage.services().values().forEach(service -> Scaling.of(this, stage, service, only(services, service)));
    }

    /** What alarms and dashboards look at. @param targets dimensions of the balancer's metrics, by service */
    record Monitored(Map<String, Map<String, String>> targets, Optional<String> gateway) {}

    Monitored monitored() {
        return monitored;
    }

    private FargateService service(Stage stage, DataStack data, String version, Service service, ISecurityGroup group) {
        boolean worker = ConnectionBudget.endsFirst(service);
        var environment = stage.isSmall()
                ? ServiceEnvironment.ofStandalone(this, stage, data)
                : ServiceEnvironment.of(this, stage, data, service.name());
        var task = new ServiceTask(
                this,
                stage,
                version,
                new ServiceTask.Wanted(
                        service.name(),
                        service.name(),
                        service.size(),
                        null,
                        worker,
                        worker ? WORKER_STOP_SECONDS : API_STOP_SECONDS,
                        environment));
        if (stage.broker() instanceof Stage.Broker.Beside beside) {
            Brokers.container(
                    this,
                    stage,
                    task.definition,
                    beside.image(),
                    data.secrets().broker,
                    data.broker().volume().orElseThrow());
        }
        boolean fixed = service.minimum() == service.maximum();
        return FargateService.Builder.create(this, Secrets.capital(service.name()) + "Service")
                .serviceName(service.name())
                .cluster(data.cluster())
                .taskDefinition(task.definition)
                // What scaling has set is not for a deployment to change.
                .desiredCount(fixed ? service.minimum() : null)
                .minHealthyPercent(worker ? 0 : 100)
                .maxHealthyPercent(worker ? 100 : 200)
                .assignPublicIp(true)
                .vpcSubnets(Network.PUBLIC)
                .securityGroups(List.of(group))
                .capacityProviderStrategies(List.of(CapacityProviderStrategy.builder()
                        .capacityProvider(service.capacity().name())
                        .weight(1)
                        .build()))
                .healthCheckGracePeriod(stage.isSmall() || worker ? null : Duration.seconds(60))
                .circuitBreaker(ServiceTask.rollback())
                .build();
    }

    private ISecurityGroup imported(String id, String groupId) {
        return SecurityGroup.fromSecurityGroupId(
                this,
                id,
                groupId,
                SecurityGroupImportOptions.builder().mutable(false).build());
    }

    private static FargateService only(SequencedMap<String, FargateService> services) {
        return services.firstEntry().getValue();
    }

    private static FargateService only(Map<String, FargateService> services, Service service) {
        var found = services.get(service.name());
        if (found == null) {
            throw new IllegalArgumentException("no service " + service.name());
        }
        return found;
    }
}
