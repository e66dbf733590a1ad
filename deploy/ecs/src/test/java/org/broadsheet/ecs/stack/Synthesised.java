package org.broadsheet.ecs.stack;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import org.broadsheet.ecs.stage.Stage;
import org.broadsheet.ecs.stage.StageReader;

/** The templates of the stages, each made once for all tests. */
public final class Synthesised {
    /** The three stages, and prod in its small shape. */
    public static final List<String> STAGES = List.of("test", "dev", "prod", "prod-small");

    private static final Path FOLDER = Path.of("stages");
    private static final Map<String, SequencedMap<String, String>> TEMPLATES = new ConcurrentHashMap<>();

    private Synthesised() {}

    public static Stage stage(String name) {
        return StageReader.parse(name.replace("-small", ""), "stages/" + name, yaml(name));
    }

    /** Its file; of prod-small that of prod with the other shape. */
    public static String yaml(String name) {
        try {
            var yaml = Files.readString(FOLDER.resolve(name.replace("-small", "") + ".yaml"));
            return name.endsWith("-small") ? yaml.replace("shape: full", "shape: small") : yaml;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By name of stack; skips the test where there is no Node. */
    public static SequencedMap<String, String> templates(String name) {
        requireNode();
        return TEMPLATES.computeIfAbsent(name, wanted -> Synthesis.templates(stage(wanted), folder(wanted)));
    }

    public static Path folder(String name) {
        return Path.of("target", "assembly", name).toAbsolutePath();
    }

    public static void requireNode() {
        assumeTrue(hasNode(), "node is not on the PATH, which the AWS CDK needs");
    }

    private static boolean hasNode() {
        return List.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator, -1)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
    }
}
