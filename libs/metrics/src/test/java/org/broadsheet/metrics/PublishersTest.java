package org.broadsheet.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The catalogue and the code that publishes say the same. */
class PublishersTest {
    private static final Path CHECKOUT =
            Path.of(System.getProperty("broadsheet.root", "../..")).toAbsolutePath();

    private static final Pattern METER =
            Pattern.compile("\\b(?:counter|timer|gauge|builder|count)\\(\\s*\"(broadsheet\\.[a-z.-]+)\"");

    @Test
    void everyMeterInTheCodeIsInTheCatalogue() throws IOException {
        assertThat(published()).isNotEmpty().isSubsetOf(ours());
    }

    @Test
    void everyMeterOfTheCatalogueIsInTheCode() throws IOException {
        assertThat(published()).containsAll(ours());
    }

    private static Set<String> ours() {
        return Metrics.all().stream()
                .map(Metric::name)
                .filter(name -> name.startsWith("broadsheet."))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> published() throws IOException {
        var found = new TreeSet<String>();
        for (var folder : Set.of("libs", "services")) {
            try (var files = Files.walk(CHECKOUT.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> file.toString().contains("/src/main/"))
                        .filter(file -> !file.toString().contains("/libs/metrics/"))
                        .forEach(file ->
                                METER.matcher(read(file)).results().forEach(meter -> found.add(meter.group(1))));
            }
        }
        return found;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
