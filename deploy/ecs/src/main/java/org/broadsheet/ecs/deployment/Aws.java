package org.broadsheet.ecs.deployment;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** The services of AWS that the commands talk to, with whatever credentials the operator has. */
public final class Aws implements AutoCloseable {
    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private final String region;
    private final Optional<URI> instead;
    private final AwsCredentialsProvider credentials;

    private Aws(String region, Optional<URI> instead, AwsCredentialsProvider credentials) {
        this.region = region;
        this.instead = instead;
        this.credentials = credentials;
    }

    public static Aws in(String region) {
        return new Aws(
                region, Optional.empty(), DefaultCredentialsProvider.builder().build());
    }

    /** @param endpoint that answers in place of all of them */
    public static Aws at(URI endpoint, String region, AwsCredentialsProvider credentials) {
        return new Aws(region, Optional.of(endpoint), credentials);
    }

    CloudFormationClient cloudFormation() {
        return with(CloudFormationClient.builder().httpClient(http)).build();
    }

    EcsClient ecs() {
        return with(EcsClient.builder().httpClient(http)).build();
    }

    CloudWatchLogsClient logs() {
        return with(CloudWatchLogsClient.builder().httpClient(http)).build();
    }

    ResourceGroupsTaggingApiClient tagging() {
        return with(ResourceGroupsTaggingApiClient.builder().httpClient(http)).build();
    }

    public SsmClient parameters() {
        return with(SsmClient.builder().httpClient(http)).build();
    }

    private <B extends AwsClientBuilder<B, C>, C> B with(B builder) {
        instead.ifPresent(builder::endpointOverride);
        return builder.region(Region.of(region)).credentialsProvider(credentials);
    }

    @Override
    public void close() {
        http.close();
    }
}
