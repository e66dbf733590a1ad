package org.broadsheet.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The files of the page as they lie in the module, read for the tests. */
final class PageFiles {
    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);
    private static final Pattern MAPPING = Pattern.compile("\"([^\"]+)\":\\s*\"(/[^\"]+)\"");
    private static final Pattern IMPORT =
            Pattern.compile("(?m)^(?:import|export)\\s+(?:[{][^}]*[}]\\s+from\\s+)?'([^']+)';");

    private final Path module = Path.of(System.getProperty("broadsheet.root", "../.."), "services/web");
    private final Path root = module.resolve("src/main/resources/broadsheet/web");

    String index() {
        return read(root.resolve("index.html"));
    }

    String policy() {
        return read(root.resolve("content-security-policy.txt")).strip();
    }

    String readme() {
        return read(module.resolve("README.md"));
    }

    /** The text of the inline import map, every blank of which counts for its hash. */
    String importMap() {
        return IMPORT_MAP
                .matcher(index())
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
    }

    /** Bare name to address; both end with a slash where they stand for all below. */
    Map<String, String> mappings() {
        return MAPPING.matcher(importMap())
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
    }

    List<Path> all(String suffix) throws IOException {
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(suffix)).toList();
        }
    }

    /** What a module imports, as written. */
    static List<String> importsOf(Path script) {
        return IMPORT.matcher(read(script))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** The file behind an address below {@code /assets/}. */
    Path asset(String address) {
        return root.resolve(address.substring("/assets/".length()));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
