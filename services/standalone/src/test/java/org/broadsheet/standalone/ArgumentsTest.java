package org.broadsheet.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
    @Test
    void allHaveDefaults() {
        assertThat(Arguments.parse(List.of()))
                .isEqualTo(new Arguments(8080, Path.of("data").toAbsolutePath(), false, false));
    }

    @Test
    void valuesFollowOrAreJoined() {
        assertThat(Arguments.parse(List.of("--port", "0", "--data=/srv/news", "--demo")))
                .isEqualTo(new Arguments(0, Path.of("/srv/news"), true, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port=x", "--port=70000", "--port", "--data=", "--colour", "up"})
    void whatIsNotUnderstoodIsNamedWithTheWayOut(String word) {
        assertThatThrownBy(() -> Arguments.parse(List.of(word)))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("--port PORT");
    }
}
