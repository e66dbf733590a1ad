package org.broadsheet.ecs.stack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.broadsheet.ecs.stage.Stage;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.ExportValueOptions;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.LoadBalancerTargetOptions;
import software.amazon.awscdk.services.elasticloadbalancingv2.AddApplicationActionProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationListener;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationProtocol;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationTargetGroup;
import software.amazon.awscdk.services.elasticloadbalancingv2.BaseApplicationListenerProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.HealthCheck;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerAction;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerCertificate;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerCondition;
import software.amazon.awscdk.services.elasticloadbalancingv2.RedirectOptions;
import software.amazon.awscdk.services.elasticloadbalancingv2.SslPolicy;
import software.amazon.awscdk.services.elasticloadbalancingv2.TargetType;
import software.constructs.Construct;

/** One load balancer for all services that answer HTTP, by path. */
final class Balancer {
    /** Of values in one rule. */
    private static final int PATTERNS = 5;

    /** Shorter than any task takes to stop. */
    private static final Duration DRAIN = Duration.seconds(15);

    /** The page's events come all the time; what says nothing for longer is away. */
    private static final Duration IDLE = Duration.seconds(120);

    private final Map<String, Map<String, String>> targets = new TreeMap<>();

    Balancer(Construct scope, Stage stage, DataStack data, ISecurityGroup edge, Map<String, FargateService> services) {
        var balancer = ApplicationLoadBalancer.Builder.create(scope, "Balancer")
                .loadBalancerName(stage.prefix())
                .vpc(data.network().vpc)
                .vpcSubnets(Network.PUBLIC)
                .securityGroup(edge)
                .internetFacing(true)
                .dropInvalidHeaderFields(true)
                .deletionProtection(stage.database().protect())
                .idleTimeout(IDLE)
                .build();
        var groups = new LinkedHashMap<String, ApplicationTargetGroup>();
        services.forEach((name, service) -> {
            if (name.equals(Routes.OTHERWISE) || Routes.all().containsKey(name)) {
                groups.put(name, group(scope, stage, data, name, service));
            }
        });
        var listener = listener(balancer, stage, ListenerAction.forward(List.of(target(groups, Routes.OTHERWISE))));
        int priority = 10;
        for (var route : Routes.all().entrySet()) {
            for (var patterns : parts(route.getValue())) {
                listener.addAction(
                        Secrets.capital(route.getKey()) + priority,
                        AddApplicationActionProps.builder()
                                .priority(priority)
                                .conditions(List.of(ListenerCondition.pathPatterns(patterns)))
                                .action(ListenerAction.forward(List.of(target(groups, route.getKey()))))
                                .build());
                priority += 10;
            }
        }
        var stack = Stack.of(scope);
        var full = exported(stack, stage, "balancer", balancer.getLoadBalancerFullName());
        groups.forEach((name, group) -> targets.put(
                name,
                Map.of(
                        "LoadBalancer",
                        full,
                        "TargetGroup",
                        exported(stack, stage, "targets-" + name, group.getTargetGroupFullName()))));
        CfnOutput.Builder.create(scope, "Address")
                .value(balancer.getLoadBalancerDnsName())
                .description("Where the name of publicUrl must lead")
                .build();
    }

    /** The dimensions of its metrics, by service. */
    Map<String, Map<String, String>> targets() {
        return targets;
    }

    private static ApplicationListener listener(ApplicationLoadBalancer balancer, Stage stage, ListenerAction action) {
        if (stage.certificate().isEmpty()) {
            return balancer.addListener(
                    "Http",
                    BaseApplicationListenerProps.builder()
                            .port(80)
                            .open(false)
                            .defaultAction(action)
                            .build());
        }
        balancer.addListener(
                "Http",
                BaseApplicationListenerProps.builder()
                        .port(80)
                        .open(false)
                        .defaultAction(ListenerAction.redirect(RedirectOptions.builder()
                                .port("443")
                                .protocol("HTTPS")
                                .permanent(true)
                                .build()))
                        .build());
        return balancer.addListener(
                "Https",
                BaseApplicationListenerProps.builder()
                        .port(443)
                        .open(false)
                        .certificates(List.of(
                                ListenerCertificate.fromArn(stage.certificate().orElseThrow())))
                        .sslPolicy(SslPolicy.TLS13_RES)
                        .defaultAction(action)
                        .build());
    }

    private static ApplicationTargetGroup group(
            Construct scope, Stage stage, DataStack data, String name, FargateService service) {
        return ApplicationTargetGroup.Builder.create(scope, Secrets.capital(name) + "Targets")
                .targetGroupName(stage.prefix() + "-" + name)
                .vpc(data.network().vpc)
                .targetType(TargetType.IP)
                .protocol(ApplicationProtocol.HTTP)
                .port(ServiceTask.API_PORT)
                .deregistrationDelay(DRAIN)
                .healthCheck(HealthCheck.builder()
                        .port(String.valueOf(ServiceTask.MANAGEMENT_PORT))
                        .path("/health/readiness")
                        .interval(Duration.seconds(10))
                        .timeout(Duration.seconds(5))
                        .healthyThresholdCount(2)
                        .unhealthyThresholdCount(3)
                        .build())
                .targets(List.of(service.loadBalancerTarget(LoadBalancerTargetOptions.builder()
                        .containerName(name)
                        .containerPort(ServiceTask.API_PORT)
                        .build())))
                .build();
    }

    private static ApplicationTargetGroup target(Map<String, ApplicationTargetGroup> groups, String name) {
        var group = groups.get(name);
        if (group == null) {
            throw new IllegalArgumentException("no targets of " + name);
        }
        return group;
    }

    /** Under a short name, since alarms repeat it often. */
    private static String exported(Stack stack, Stage stage, String name, String value) {
        var unique = stage.prefix() + "-" + name;
        stack.exportValue(value, ExportValueOptions.builder().name(unique).build());
        return Fn.importValue(unique);
    }

    private static List<List<String>> parts(List<String> patterns) {
        var parts = new ArrayList<List<String>>();
        for (int from = 0; from < patterns.size(); from += PATTERNS) {
            parts.add(patterns.subList(from, Math.min(from + PATTERNS, patterns.size())));
        }
        return parts;
    }
}
