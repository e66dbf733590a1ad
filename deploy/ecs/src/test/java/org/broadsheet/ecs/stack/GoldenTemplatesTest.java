package org.broadsheet.ecs.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is deployed is what was looked at: {@code -Dgolden.write=true} writes the templates anew. */
class GoldenTemplatesTest {
    private static final Path GOLDEN = Path.of("golden");

    static Stream<String> stages() {
        return Synthesised.STAGES.stream();
    }

    @ParameterizedTest
    @MethodSource("stages")
    void templatesAreThoseThatAreCommitted(String stage) throws IOException {
        for (var template : Synthesised.templates(stage).entrySet()) {
            var file = GOLDEN.resolve(stage + template.getKey().replaceFirst("broadsheet-[a-z]+", "") + ".json");
            var made = Lines.of(template.getValue());
            if (Boolean.getBoolean("golden.write")) {
                Files.createDirectories(GOLDEN);
                Files.writeString(file, made);
            }
            assertThat(file)
                    .as("a new template is written by -Dgolden.write=true")
                    .exists();
            assertThat(Files.readString(file)).as(file.toString()).isEqualTo(made);
        }
    }
}
