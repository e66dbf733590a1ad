package org.broadsheet.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of the deployment that is made of the catalogue: {@code -Dgolden.write=true} writes it anew. */
public final class GoldenFile {
    private static final Path OBSERVE =
            Path.of(System.getProperty("broadsheet.root", "../.."), "deploy", "compose", "observe");

    private GoldenFile() {}

    /** @param name below {@code deploy/compose/observe} */
    public static Path path(String name) {
        return OBSERVE.resolve(name).toAbsolutePath();
    }

    public static void assertIs(String name, String made) throws IOException {
        var file = path(name);
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, made);
        }
        assertThat(file).as("written by -Dgolden.write=true").exists();
        assertThat(Files.readString(file)).as(file.toString()).isEqualTo(made);
    }
}
