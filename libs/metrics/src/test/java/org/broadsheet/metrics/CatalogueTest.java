package org.broadsheet.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.broadsheet.events.Service;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private static final List<String> UNBOUNDED = List.of("host", "user", "feed", "id", "url", "domain");

    @Test
    void servicesAreThoseThatMessagesKnow() {
        assertThat(Metrics.SERVICES)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Service.values()).map(Service::wireName).toList());
        assertThat(Metrics.all())
                .allSatisfy(metric -> assertThat(Metrics.SERVICES).containsAll(metric.publishers()));
    }

    @Test
    void namesAreUnique() {
        assertThat(Metrics.all()).extracting(Metric::name).doesNotHaveDuplicates();
        assertThat(Metrics.all()).extracting(Metric::prometheusName).doesNotHaveDuplicates();
        assertThat(SeriesCatalogue.all()).extracting(Series::name).doesNotHaveDuplicates();
    }

    @Test
    void prometheusNamesAreThoseOfItsRegistry() {
        assertThat(Metrics.POLL_FAILURES.prometheusName()).isEqualTo("broadsheet_ingest_poll_failures_total");
        assertThat(Metrics.QUEUE_TIME.prometheusName()).isEqualTo("broadsheet_queue_time_seconds");
        assertThat(Metrics.JVM_MEMORY_USED.prometheusName()).isEqualTo("jvm_memory_used_bytes");
        assertThat(Metrics.DEAD_DEPTH.prometheusName()).isEqualTo("broadsheet_dead_depth");
    }

    @Test
    void seriesStayWithinTheirBudget() {
        assertThat(SeriesCatalogue.count()).isBetween(1, SeriesCatalogue.BUDGET);
    }

    @Test
    void dimensionsAndTagsAreBounded() {
        var keys = Stream.concat(
                SeriesCatalogue.all().stream().flatMap(series -> series.dimensions().stream()),
                Metrics.all().stream()
                        .filter(metric -> metric.name().startsWith("broadsheet."))
                        .flatMap(metric -> metric.tags().stream()));
        assertThat(keys.map(key -> key.toLowerCase(java.util.Locale.ROOT))).doesNotContainAnyElementsOf(UNBOUNDED);
    }

    @Test
    void aSeriesAsksForTagsThatItsSourceHas() {
        assertThat(SeriesCatalogue.all()).allSatisfy(series -> {
            assertThat(Metrics.all()).contains(series.source());
            assertThat(series.source().tags()).containsAll(series.where().keySet());
        });
    }

    @Test
    void aSeriesTakesOnlyWhatItIsAbout() {
        assertThat(SeriesCatalogue.API_ERRORS.takes(Map.of("uri", "/api/v1/feed", "status", "503")))
                .isTrue();
        assertThat(SeriesCatalogue.API_ERRORS.takes(Map.of("uri", "/api/v1/feed", "status", "200")))
                .isFalse();
        assertThat(SeriesCatalogue.API_ERRORS.takes(Map.of())).isFalse();
        assertThat(SeriesCatalogue.API_REQUESTS.takes(Map.of("uri", "/api/v1/feed", "status", "200")))
                .isTrue();
        assertThat(SeriesCatalogue.API_REQUESTS.takes(Map.of("uri", "/health/readiness", "status", "200")))
                .isFalse();
    }

    @Test
    void aProcessOfAllServicesTellsThemApart() {
        assertThat(Series.serviceOf(Map.of("service", "feed"), "standalone")).isEqualTo("feed");
        assertThat(Series.serviceOf(Map.of("consumer", "filter.entry-ingested"), "standalone"))
                .isEqualTo("filter");
        assertThat(Series.serviceOf(Map.of("status", "200"), "standalone")).isEqualTo("standalone");
    }

    @Test
    void alarmsReadOnlyWhatIsPublished() {
        assertThat(AlarmCatalogue.all())
                .flatExtracting(rule -> rule.condition().signals())
                .filteredOn(Series.class::isInstance)
                .isNotEmpty()
                .isSubsetOf(SeriesCatalogue.all());
    }

    @Test
    void expressionsNameTheirInputsAndNothingElse() {
        var word = Pattern.compile("[a-z]+");
        assertThat(AlarmCatalogue.all())
                .extracting(AlarmRule::condition)
                .filteredOn(Condition.Computed.class::isInstance)
                .hasSizeGreaterThan(3)
                .allSatisfy(condition -> {
                    var computed = (Condition.Computed) condition;
                    assertThat(word.matcher(computed.expression())
                                    .results()
                                    .map(found -> found.group())
                                    .distinct())
                            .containsExactlyInAnyOrderElementsOf(
                                    computed.inputs().keySet());
                });
    }

    @Test
    void whatIsOursCanBeJudgedByPrometheusToo() {
        assertThat(AlarmCatalogue.all())
                .filteredOn(rule -> rule.condition().signals().stream().anyMatch(Series.class::isInstance))
                .allSatisfy(rule -> assertThat(rule.promql()).isNotEmpty());
    }

    @Test
    void everyAlarmSaysWhatItMeansAndWhatToDo() {
        assertThat(AlarmCatalogue.all()).extracting(AlarmRule::name).doesNotHaveDuplicates();
        assertThat(AlarmCatalogue.all()).allSatisfy(rule -> {
            assertThat(rule.name()).matches("[a-z]+(-[a-z]+)*");
            assertThat(rule.meaning()).hasSizeBetween(20, 120);
            assertThat(rule.firstCommand()).matches("(aws|\\./broadsheet) .+");
        });
    }

    /** What nobody publishes any more must not scale anything. */
    @Test
    void silenceOfTheSamplerIsAnAlarmEverywhere() {
        assertThat(AlarmCatalogue.all())
                .filteredOn(rule -> rule.condition().signals().contains(SeriesCatalogue.SAMPLER_HEARTBEAT))
                .singleElement()
                .satisfies(rule -> {
                    assertThat(rule.star()).isTrue();
                    assertThat(rule.missing()).isEqualTo(AlarmRule.Missing.BREACHING);
                });
    }
}
