package org.broadsheet.tunables;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.SsmClientBuilder;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathRequest;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * The parameters of one path in AWS Systems Manager, read as the task's own role. What is encrypted there is not decrypted.
 * For one thread.
 */
final class SsmParameters implements ParameterSource, AutoCloseable {
    private static final Duration CALL = Duration.ofSeconds(20);
    private static final Duration CONNECTION = Duration.ofSeconds(5);

    /** More than there are tunables, however many are wrong; what is beyond is somebody's error. */
    private static final int MOST = 200;

    /** Without a slash at the end: the path that the task's role is allowed, to the letter. */
    private final String path;

    private final Consumer<SsmClientBuilder> place;
    private @Nullable SsmClient client;

    /** As the task, in the task's region. */
    SsmParameters(String stage, String process) {
        this(stage, process, SsmParameters::asTheTask);
    }

    /** @param place sets where it is asked and as whom */
    SsmParameters(String stage, String process, Consumer<SsmClientBuilder> place) {
        this.path = "/broadsheet/" + stage + "/" + process;
        this.place = place;
    }

    private static void asTheTask(SsmClientBuilder builder) {
        builder.region(new SystemSettingsRegionProvider().getRegion())
                .credentialsProvider(ContainerCredentialsProvider.builder().build());
    }

    @Override
    public Map<String, Optional<String>> read() {
        var request = GetParametersByPathRequest.builder()
                .path(path)
                .recursive(false)
                .withDecryption(false)
                .build();
        var read = new HashMap<String, Optional<String>>();
        for (var page : client().getParametersByPathPaginator(request)) {
            page.parameters().forEach(parameter -> read.put(name(parameter), text(parameter)));
            if (read.size() > MOST) {
                throw new IllegalStateException("there are more than " + MOST + " parameters below " + path);
            }
        }
        return read;
    }

    private String name(Parameter parameter) {
        return parameter.name().substring(path.length() + 1);
    }

    private static Optional<String> text(Parameter parameter) {
        return parameter.type() == ParameterType.SECURE_STRING ? Optional.empty() : Optional.of(parameter.value());
    }

    /** Made when it is first needed: without a region or a role the reading fails, not the start. */
    private SsmClient client() {
        var open = client;
        if (open == null) {
            open = open();
            client = open;
        }
        return open;
    }

    /** It asks once: the next reading is soon enough. No file of this machine's user counts. */
    private SsmClient open() {
        var builder = SsmClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECTION)
                        .socketTimeout(CONNECTION))
                .overrideConfiguration(configuration -> configuration
                        .apiCallTimeout(CALL)
                        .retryStrategy(AwsRetryStrategy.doNotRetry())
                        .defaultProfileFile(ProfileFile.aggregator().build()));
        place.accept(builder);
        return builder.build();
    }

    @Override
    public void close() {
        var open = client;
        if (open != null) {
            open.close();
        }
    }
}
