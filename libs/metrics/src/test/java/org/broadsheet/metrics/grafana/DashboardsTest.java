package org.broadsheet.metrics.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.broadsheet.metrics.GoldenFile;
import org.broadsheet.metrics.Metrics;
import org.broadsheet.metrics.prometheus.Expression;
import org.broadsheet.metrics.prometheus.Published;
import org.junit.jupiter.api.Test;

/** What Grafana shows is in the catalogue, and all that is in the catalogue is shown. */
class DashboardsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theDashboardsAreThoseOfTheCatalogue() throws IOException {
        GoldenFile.assertIs("grafana/dashboards/health.json", DashboardFile.health());
        GoldenFile.assertIs("grafana/dashboards/service.json", DashboardFile.service());
    }

    @Test
    void panelsReadOnlyWhatIsPublishedByLabelsThatItHas() {
        assertThat(expressions()).hasSizeGreaterThan(60).allSatisfy(expression -> {
            assertThat(expression.names()).isNotEmpty();
            assertThat(expression.problems()).isEmpty();
        });
    }

    @Test
    void everyMetricIsShown() {
        var shown =
                expressions().flatMap(expression -> expression.names().stream()).toList();
        assertThat(Metrics.all())
                .allSatisfy(metric -> assertThat(Published.names(metric)).anyMatch(shown::contains));
    }

    @Test
    void everyPanelOfAServiceIsOfThatService() throws IOException {
        assertThat(panels(JSON.readTree(DashboardFile.service())).flatMap(DashboardsTest::targets))
                .isNotEmpty()
                .allSatisfy(target -> assertThat(target.path("expr").asText()).contains("service=\"$service\""));
    }

    @Test
    void dashboardsAreKnownByAnIdAndTakeTheirDataFromAVariable() throws IOException {
        for (var text : List.of(DashboardFile.health(), DashboardFile.service())) {
            var page = JSON.readTree(text);
            assertThat(page.path("uid").asText()).matches("broadsheet-[a-z]+");
            assertThat(page.findValues("datasource"))
                    .isNotEmpty()
                    .allSatisfy(
                            source -> assertThat(source.path("uid").asText()).isEqualTo("${datasource}"));
            assertThat(page.path("templating").path("list").path(0).path("type").asText())
                    .isEqualTo("datasource");
            assertThat(panels(page).map(panel -> panel.path("id").asInt())).doesNotHaveDuplicates();
        }
    }

    @Test
    void panelsDoNotLieOnEachOther() throws IOException {
        for (var text : List.of(DashboardFile.health(), DashboardFile.service())) {
            var places = StreamSupport.stream(JSON.readTree(text).path("panels").spliterator(), false)
                    .map(panel -> panel.path("gridPos"))
                    .toList();
            assertThat(places)
                    .hasSizeGreaterThan(10)
                    .allSatisfy(place -> assertThat(places.stream().filter(other -> touch(place, other)))
                            .containsExactly(place));
        }
    }

    private static boolean touch(JsonNode one, JsonNode other) {
        return overlap(one, other, "x", "w") && overlap(one, other, "y", "h");
    }

    private static boolean overlap(JsonNode one, JsonNode other, String start, String length) {
        return one.path(start).asInt()
                        < other.path(start).asInt() + other.path(length).asInt()
                && other.path(start).asInt()
                        < one.path(start).asInt() + one.path(length).asInt();
    }

    private static Stream<Expression> expressions() {
        var published = Published.all();
        return Stream.of(
                        List.of(HealthPage.ALARMS),
                        HealthPage.PANELS,
                        ServicePage.rows().stream()
                                .flatMap(row -> row.panels().stream())
                                .toList())
                .flatMap(Collection::stream)
                .flatMap(panel -> panel.lines().stream())
                .map(line -> new Expression(line.expression(), published));
    }

    private static Stream<JsonNode> panels(JsonNode page) {
        return StreamSupport.stream(page.path("panels").spliterator(), false)
                .flatMap(panel -> Stream.concat(
                        Stream.of(panel),
                        StreamSupport.stream(panel.path("panels").spliterator(), false)));
    }

    private static Stream<JsonNode> targets(JsonNode panel) {
        return StreamSupport.stream(panel.path("targets").spliterator(), false);
    }
}
