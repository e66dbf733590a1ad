package org.broadsheet.ecs.stack;

import java.net.URI;
import java.util.List;
import org.broadsheet.ecs.stage.Stage;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.services.apigatewayv2.CfnApi;
import software.amazon.awscdk.services.apigatewayv2.CfnApiMapping;
import software.amazon.awscdk.services.apigatewayv2.CfnDomainName;
import software.amazon.awscdk.services.apigatewayv2.CfnIntegration;
import software.amazon.awscdk.services.apigatewayv2.CfnRoute;
import software.amazon.awscdk.services.apigatewayv2.CfnStage;
import software.amazon.awscdk.services.apigatewayv2.CfnVpcLink;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ecs.CloudMapOptions;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.servicediscovery.DnsRecordType;
import software.constructs.Construct;

/**
 * The way in of a small stage: an HTTP API, which costs by the request and not by the hour. It cuts off an answer after 30
 * seconds and does not pass on one that goes on for ever: the page asks again instead of listening.
 */
final class Gateway {
    private final CfnApi api;

    Gateway(Construct scope, Stage stage, DataStack data, ISecurityGroup edge, FargateService service) {
        // Where a gateway finds the task's address and port.
        var found = service.enableCloudMap(CloudMapOptions.builder()
                .name(Stage.STANDALONE)
                .cloudMapNamespace(data.names())
                .dnsRecordType(DnsRecordType.SRV)
                .container(service.getTaskDefinition().findContainer(Stage.STANDALONE))
                .containerPort(ServiceTask.API_PORT)
                .build());
        var link = CfnVpcLink.Builder.create(scope, "Link")
                .name(stage.prefix())
                .subnetIds(data.network().vpc.selectSubnets(Network.PUBLIC).getSubnetIds())
                .securityGroupIds(List.of(edge.getSecurityGroupId()))
                .build();
        api = CfnApi.Builder.create(scope, "Api")
                .name(stage.prefix())
                .protocolType("HTTP")
                .build();
        var integration = CfnIntegration.Builder.create(scope, "Integration")
                .apiId(api.getRef())
                .integrationType("HTTP_PROXY")
                .integrationMethod("ANY")
                .integrationUri(found.getServiceArn())
                .connectionType("VPC_LINK")
                .connectionId(link.getRef())
                .payloadFormatVersion("1.0")
                .timeoutInMillis(30_000)
                .build();
        CfnRoute.Builder.create(scope, "Route")
                .apiId(api.getRef())
                .routeKey("$default")
                .target("integrations/" + integration.getRef())
                .build();
        var published = CfnStage.Builder.create(scope, "Published")
                .apiId(api.getRef())
                .stageName("$default")
                .autoDeploy(true)
                .build();
        stage.certificate().ifPresent(certificate -> named(scope, stage, certificate, published));
        CfnOutput.Builder.create(scope, "Endpoint")
                .value(api.getAttrApiEndpoint())
                .build();
    }

    String apiId() {
        return api.getRef();
    }

    private void named(Construct scope, Stage stage, String certificate, CfnStage published) {
        var name = CfnDomainName.Builder.create(scope, "Name")
                .domainName(URI.create(stage.publicUrl()).getHost())
                .domainNameConfigurations(List.of(CfnDomainName.DomainNameConfigurationProperty.builder()
                        .certificateArn(certificate)
                        .endpointType("REGIONAL")
                        .securityPolicy("TLS_1_2")
                        .build()))
                .build();
        var mapping = CfnApiMapping.Builder.create(scope, "Mapping")
                .apiId(api.getRef())
                .domainName(name.getRef())
                .stage(published.getRef())
                .build();
        mapping.addResourceDependency(published);
        CfnOutput.Builder.create(scope, "Address")
                .value(name.getAttrRegionalDomainName())
                .description("Where the name of publicUrl must lead")
                .build();
    }
}
