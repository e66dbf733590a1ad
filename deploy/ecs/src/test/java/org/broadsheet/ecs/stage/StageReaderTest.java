package org.broadsheet.ecs.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.broadsheet.ecs.stack.Synthesised;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StageReaderTest {
    @ParameterizedTest
    @ValueSource(strings = {"test", "dev", "prod", "prod-small"})
    void committedStagesAreRight(String stage) {
        assertThat(Synthesised.stage(stage).services()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "test | region: us-east-1 | regoin: us-east-1 | regoin is not known; did you mean region?",
                "test | region: us-east-1 | region: Mars | region is Mars; allowed: a region like us-east-1",
                "test | storage: 20 | storage: much | database.storage is much; allowed: a number from 20 to 16384",
                "test | multiAz: false | multiAz: maybe | database.multiAz is maybe; allowed: true, false",
                "test | instance: db.t4g.small | instance: db.t4g.smal | did you mean db.t4g.small?",
                "test | memory: 1024 | memory: 1000 | broker.memory is 1000; allowed: [512, 1024, 2048] with cpu 256",
                "test | kind: task | kind: sqs | broker.kind is sqs; allowed: task, amazonmq",
                "test | rabbitmq:4.2.1 | rabbitmq:latest | broker.image is",
                "test | 'minimum: 0, maximum: 2' | 'minimum: 3, maximum: 2' | services.ingest.minimum is 3, more than maximum, 2",
                "test | '{1: 1, 150: 2}' | '{5: 1, 150: 2}' | services.ingest.steps begin with 5 messages",
                "test | '{1: 1, 150: 2}' | '{1: 2, 150: 1}' | services.ingest.steps is",
                "test | wakeMinutes: 30 | wakeMinutes: 25 | services.ingest.wakeMinutes is 25; allowed: [0, 10, 15, 20, 30]",
                "test | email: operator@example.org | email: operator | alarms.email is operator; allowed: an address",
                "prod | 'certificate: arn' | '# certificate: arn' | certificate is missing",
                "prod | protect: true | protect: false | database is not kept",
                "prod | https://news | http://news | publicUrl is http://news.example.org; prod must have https",
                "prod | 'maximum: 6, capacity' | 'maximum: 9, capacity' | the last one must be maximum, 9",
            })
    void saysWhatIsWrong(String stage, String was, String is, String problem) {
        var yaml = Synthesised.yaml(stage);
        assertThat(yaml).contains(was);

        assertThat(problems(stage, yaml.replaceFirst(Pattern.quote(was), is)))
                .anySatisfy(line ->
                        assertThat(line).startsWith("stages/file.yaml: ").contains(problem))
                .allSatisfy(line -> assertThat(line).doesNotContain("\n"));
    }

    @Test
    void saysEverythingAtOnce() {
        var yaml = Synthesised.yaml("test")
                .replace("region: us-east-1", "region: Mars")
                .replace("storage: 20", "storage: -1")
                .replace("days: 3", "days: 4");

        assertThat(problems("test", yaml)).hasSize(3);
    }

    @Test
    void refusesTasksThatCouldNeedMoreConnectionsThanThereAre() {
        var yaml = Synthesised.yaml("test").replace("db.t4g.small", "db.t4g.micro");

        assertThat(problems("test", yaml))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains("could open 100 database connections")
                        .contains("db.t4g.micro allows 72"));
    }

    /** The budget is computed with what services really open. */
    @Test
    void poolsAreThoseOfTheServices() throws IOException {
        var code =
                Files.readString(Path.of("../../libs/http/src/main/java/org/broadsheet/http/ServiceProperties.java"));

        assertThat(code).containsPattern("POOL = " + ConnectionBudget.POOL + ";");
    }

    @Test
    void namesTheStagesThereAre() {
        assertThatThrownBy(() -> StageReader.read(Path.of("stages"), "prodd"))
                .hasMessage("there is no stage prodd; there are test, dev, prod; did you mean prod?");
    }

    @Test
    void saysInOneLineThatAFileIsNoYaml() {
        assertThat(problems("test", "region: ["))
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("stages/file.yaml is not YAML: "));
    }

    private static List<String> problems(String stage, String yaml) {
        var thrown = org.assertj.core.api.Assertions.catchThrowable(
                () -> StageReader.parse(stage, "stages/file.yaml", yaml));
        assertThat(thrown).isInstanceOf(StageException.class);
        return ((StageException) thrown).problems();
    }
}
