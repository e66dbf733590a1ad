package org.broadsheet.ecs.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.broadsheet.ecs.aws.FakeAws;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ParameterStoreTest {
    private static final String PATH = "/broadsheet/test/ingest/";

    private final List<String> lines = new ArrayList<>();
    private FakeAws fake;

    @BeforeEach
    void start() throws IOException {
        fake = new FakeAws();
        fake.json("PutParameter", "{}").json("DeleteParameter", "{}");
        fake.json(
                "GetParametersByPath",
                "{\"NextToken\": \"more\", \"Parameters\": [{\"Name\": \"" + PATH
                        + "lease\", \"Type\": \"String\", \"Value\": \"10m\"}]}",
                "{\"Parameters\": [{\"Name\": \"" + PATH + "tick\", \"Type\": \"String\", \"Value\": \"1s\"},"
                        + "{\"Name\": \"" + PATH
                        + "hidden\", \"Type\": \"SecureString\", \"Value\": \"c2VjcmV0\"}]}");
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void saysWhatDiffersAndChangesNothing() {
        assertThat(compare(false)).isEqualTo(3);
        assertThat(lines)
                .containsExactlyInAnyOrder(
                        "+ " + PATH + "concurrency is 16",
                        "~ " + PATH + "lease was 10m, is 5m",
                        "- " + PATH + "tick was 1s",
                        "! " + PATH + "hidden is a secret there; left alone");
        assertThat(fake.actions()).containsOnly("GetParametersByPath");
    }

    @Test
    void setsWhatDiffersAndNothingElse() {
        assertThat(compare(true)).isEqualTo(3);
        assertThat(fake.calls("PutParameter"))
                .hasSize(2)
                .allSatisfy(call ->
                        assertThat(call.body().get("body")).contains("\"Type\":\"String\"", "\"Overwrite\":true"));
        assertThat(fake.calls("DeleteParameter"))
                .singleElement()
                .satisfies(call -> assertThat(call.body().get("body")).contains(PATH + "tick"));
    }

    @Test
    void secretsAreNeitherDecryptedNorPrinted() {
        compare(true);

        assertThat(fake.calls("GetParametersByPath"))
                .allSatisfy(call -> assertThat(call.body().get("body")).contains("\"WithDecryption\":false"));
        assertThat(String.join("\n", lines)).doesNotContain("c2VjcmV0");
    }

    private int compare(boolean push) {
        var wanted = new TreeMap<>(Map.of(PATH + "concurrency", "16", PATH + "lease", "5m", PATH + "hidden", "y"));
        try (var aws = fake.aws();
                var client = aws.parameters()) {
            var store = new ParameterStore(client, lines::add);
            return push ? store.push("test", wanted) : store.diff("test", wanted);
        }
    }
}
