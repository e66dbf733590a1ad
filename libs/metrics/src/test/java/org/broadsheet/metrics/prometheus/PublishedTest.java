package org.broadsheet.metrics.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.broadsheet.metrics.Metric;
import org.broadsheet.metrics.Metrics;
import org.junit.jupiter.api.Test;

/** A percentile needs buckets, and few timers publish them. */
class PublishedTest {
    private static final Path CHECKOUT = Path.of(System.getProperty("broadsheet.root", "../.."));
    private static final Pattern BUCKETS =
            Pattern.compile("Timer\\.builder\\(\"([a-z.-]+)\"\\)[^;]*\\.publishPercentileHistogram\\(\\)");

    @Test
    void bucketsAreKnownOfJustTheTimersThatPublishThem() throws IOException {
        var found = new TreeSet<String>();
        for (var folder : new String[] {"libs", "services"}) {
            try (var files = Files.walk(CHECKOUT.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> file.toString().contains("/src/main/"))
                        .forEach(file ->
                                BUCKETS.matcher(read(file)).results().forEach(timer -> found.add(timer.group(1))));
            }
        }
        assertThat(Published.HISTOGRAMS).extracting(Metric::name).containsExactlyInAnyOrderElementsOf(found);
    }

    @Test
    void aTimerIsSeveralSeries() {
        assertThat(Published.names(Metrics.QUEUE_TIME))
                .containsExactly(
                        "broadsheet_queue_time_seconds_count",
                        "broadsheet_queue_time_seconds_sum",
                        "broadsheet_queue_time_seconds_max");
        assertThat(Published.names(Metrics.ARRIVAL)).contains("broadsheet_feed_arrival_seconds_bucket");
        assertThat(Published.all().get("broadsheet_feed_arrival_seconds_bucket"))
                .contains("le", "service", "instance");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
