package org.broadsheet.ingest.parse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The shared test data beside the checkout; a test that needs it is skipped where it is not. */
public final class Corpus {
    private Corpus() {}

    static boolean isThere(String name) {
        return Files.exists(path(name));
    }

    private static Path path(String name) {
        return Path.of(System.getProperty("broadsheet.root", "."), "../shared/corpus", name);
    }

    public static Path file(String name) {
        var path = path(name);
        Assumptions.assumeTrue(Files.exists(path), "skipped: no shared corpus beside the checkout");
        return path;
    }

    public static JsonNode json(String name) {
        return json(file(name));
    }

    public static JsonNode json(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every file below a folder, in the order of their names. */
    public static List<Path> files(String folder) {
        try (var files = Files.walk(file(folder))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
