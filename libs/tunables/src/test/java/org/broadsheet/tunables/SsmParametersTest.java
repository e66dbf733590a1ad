package org.broadsheet.tunables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.broadsheet.tunables.FakeParameterStore.parameter;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ssm.model.SsmException;

class SsmParametersTest {
    private static final String PATH = "/broadsheet/test/ingest";

    private FakeParameterStore store;
    private SsmParameters parameters;

    @BeforeEach
    void start() throws IOException {
        store = new FakeParameterStore();
        parameters = new SsmParameters(
                "test",
                "ingest",
                builder -> builder.region(Region.US_EAST_1)
                        .endpointOverride(store.uri())
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret"))));
    }

    @AfterEach
    void stop() {
        parameters.close();
        store.close();
    }

    @Test
    void allPagesOfTheOwnPathAreReadAndNothingIsDecrypted() {
        store.serve(
                parameter(PATH + "/host-pause", "String", "2s") + ", "
                        + parameter(PATH + "/hidden", "SecureString", "c2VjcmV0"),
                parameter(PATH + "/polls-in-flight", "String", "7"));
        assertThat(parameters.read())
                .isEqualTo(Map.of(
                        "host-pause", Optional.of("2s"),
                        "hidden", Optional.empty(),
                        "polls-in-flight", Optional.of("7")));
        assertThat(store.requests())
                .hasSize(2)
                .allSatisfy(request -> assertThat(request)
                        .startsWith("AmazonSSM.GetParametersByPath ")
                        .contains("\"Path\":\"" + PATH + "\"", "\"WithDecryption\":false", "\"Recursive\":false"));
    }

    @Test
    void aRefusalIsAFailureThatIsNotRepeated() {
        store.refuse();
        assertThatThrownBy(parameters::read).isInstanceOf(SsmException.class);
        assertThat(store.requests()).hasSize(1);
    }

    @Test
    void itIsReadAgainAfterAFailure() {
        store.refuse();
        assertThatThrownBy(parameters::read).isInstanceOf(SsmException.class);
        store.serve(parameter(PATH + "/log-level", "String", "DEBUG"));
        assertThat(parameters.read()).isEqualTo(Map.of("log-level", Optional.of("DEBUG")));
    }

    @Test
    void moreThanThereCanBeIsAFailure() {
        store.serve(IntStream.range(0, 201)
                .mapToObj(i -> parameter(PATH + "/p" + i, "String", "1"))
                .collect(Collectors.joining(", ")));
        assertThatThrownBy(parameters::read).hasMessageContaining("more than 200");
    }

    @Test
    void withoutARegionTheReadingFailsAndNothingElse() {
        try (var outside = new SsmParameters("test", "ingest")) {
            assertThatThrownBy(outside::read).hasMessageContaining("region");
        }
    }
}
