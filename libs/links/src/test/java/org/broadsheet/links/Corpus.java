package org.broadsheet.links;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;

/** The shared test data beside the checkout; a test that needs it is skipped where it is not. */
public final class Corpus {
    private Corpus() {}

    public static List<JsonNode> rows(String file) {
        var path = Path.of(System.getProperty("broadsheet.root", "."), "../shared/corpus", file);
        Assumptions.assumeTrue(Files.exists(path), "skipped: no shared corpus beside the checkout");
        try {
            return StreamSupport.stream(
                            new ObjectMapper().readTree(path.toFile()).spliterator(), false)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
