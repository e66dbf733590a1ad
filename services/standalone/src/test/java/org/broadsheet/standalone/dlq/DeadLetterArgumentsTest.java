package org.broadsheet.standalone.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterArgumentsTest {
    @TempDir
    private Path data;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    dig                                       | dig
                    list --colour                             | --colour
                    list --consumer filter.entry              | there are digest.account-deleted
                    list --consumer                           | --consumer
                    list --id 17                              | '17' is no message id
                    list --older-than 5y                      | '5y' is no age
                    list --newer-than -5d                     | no age
                    list --limit 0                            | --limit must be at least 1
                    list --limit x                            | --limit
                    list --older-than 2d --newer-than 1d      | nothing is both
                    list --all                                | --all
                    list --dry-run                            | --dry-run
                    replay                                    | or --all
                    discard --limit 5                         | or --all
                    replay --all --reason x                   | exclude each other
                    list --amqp-url http://broker             | --amqp-url: is not of the form amqp://
                    """)
    void whatIsWrongIsSaidInOneLineThatNamesIt(String words, String named) {
        var command = Command.run(Map.of(), words.split(" "));
        assertThat(command.status()).isEqualTo(2);
        assertThat(command.out()).isEmpty();
        assertThat(command.err()).contains(named).contains("--help").hasLineCount(1);
    }

    @Test
    void withoutAVerbItSaysWhichThereAre() {
        var command = Command.run(Map.of());
        assertThat(command.status()).isEqualTo(2);
        assertThat(command.err()).contains("list, show, replay or discard").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "list --help", "show -h", "replay --help", "discard --help"})
    void helpIsNoMistake(String words) {
        var command = Command.run(Map.of(), words.split(" "));
        assertThat(command.status()).isZero();
        assertThat(command.out()).contains("dlq");
        assertThat(command.err()).isEmpty();
    }

    @Test
    void whatCanBeChosenIsUnderstood() {
        var command = Command.run(
                Map.of(),
                ("replay --consumer filter.entry-ingested --consumer feed.digest-sent.dead --reason x --older-than 12h "
                                + "--newer-than 29d --limit 7 --dry-run --json --id 0193a1b2-0000-7000-8000-000000000001 "
                                + "--prefix t. --data " + data)
                        .split(" "));
        assertThat(command.err())
                .contains("runs on " + data, "BROADSHEET_AMQP_URL")
                .hasLineCount(1);
        assertThat(command.status()).isEqualTo(1);
    }

    @Test
    void aBrokerThatIsNotThereIsNamedByItsSettingAndNeverByItsPassword() {
        var byVariable = Command.run(Map.of("BROADSHEET_AMQP_URL", "amqp://ann:hush@127.0.0.1:1"), "list");
        assertThat(byVariable.status()).isEqualTo(1);
        assertThat(byVariable.err())
                .startsWith("BROADSHEET_AMQP_URL: nothing answers at 127.0.0.1:1")
                .doesNotContain("hush")
                .hasLineCount(1);
        var byOption = Command.run(Map.of(), "list", "--amqp-url", "amqp://ann:hush@127.0.0.1:1");
        assertThat(byOption.err()).startsWith("--amqp-url: nothing answers").doesNotContain("hush");
    }

    @Test
    void aWrongVariableIsNamedWithoutItsValue() {
        var command = Command.run(Map.of("BROADSHEET_AMQP_URL", "amqp:/ann:hush"), "list");
        assertThat(command.status()).isEqualTo(2);
        assertThat(command.err()).startsWith("BROADSHEET_AMQP_URL: ").doesNotContain("hush");
    }
}
