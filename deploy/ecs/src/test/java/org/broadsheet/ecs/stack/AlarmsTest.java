package org.broadsheet.ecs.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.broadsheet.metrics.AlarmCatalogue;
import org.broadsheet.metrics.AlarmRule;
import org.broadsheet.metrics.Condition;
import org.broadsheet.metrics.PlatformMetric;
import org.broadsheet.metrics.Series;
import org.broadsheet.metrics.SeriesCatalogue;
import org.broadsheet.metrics.Signal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Alarms, scaling and dashboards know what the catalogue knows, all of it and nothing else. */
class AlarmsTest {
    private static final Set<PlatformMetric> NOT_IN_FULL = Set.of(PlatformMetric.GATEWAY_LATENCY);

    static Stream<String> stages() {
        return Synthesised.STAGES.stream();
    }

    @ParameterizedTest
    @MethodSource("stages")
    void everyAlarmReadsWhatTheCatalogueHas(String stage) {
        var known = signals();
        for (var alarm : Template.resources(stage, "AWS::CloudWatch::Alarm")) {
            for (var metric : metrics(alarm.properties())) {
                assertThat(known)
                        .containsKey(metric.path("Namespace").asText() + " "
                                + metric.path("MetricName").asText());
                assertThat(metric.path("Dimensions").findValuesAsText("Name"))
                        .as(alarm.id())
                        .isEqualTo(known.getOrDefault(
                                metric.path("Namespace").asText() + " "
                                        + metric.path("MetricName").asText(),
                                List.of()));
            }
        }
    }

    @Test
    void productionHasEveryAlarmThatItsServersCanHave() {
        assertThat(rules("prod"))
                .isEqualTo(AlarmCatalogue.all().stream()
                        .filter(rule -> rule.condition().signals().stream().noneMatch(NOT_IN_FULL::contains))
                        .map(AlarmRule::name)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void testAndDevHaveThoseWithAStar() {
        for (var stage : Set.of("test", "dev")) {
            assertThat(rules(stage))
                    .isEqualTo(AlarmCatalogue.all().stream()
                            .filter(AlarmRule::star)
                            .map(AlarmRule::name)
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    @ParameterizedTest
    @MethodSource("stages")
    void everyAlarmTellsSomebodyWhatToDo(String stage) {
        assertThat(Template.resources(stage, "AWS::CloudWatch::Alarm"))
                .filteredOn(alarm -> !alarm.at("/AlarmName").asText().contains("-scale-"))
                .isNotEmpty()
                .allSatisfy(alarm -> {
                    assertThat(alarm.at("/AlarmDescription").asText())
                            .contains("First: ", "docs/operations.md#")
                            .doesNotContain("<stage>", "<service>")
                            .hasSizeLessThan(1024);
                    assertThat(alarm.at("/AlarmActions")).isNotEmpty();
                    assertThat(alarm.at("/TreatMissingData").asText()).isIn("breaching", "notBreaching", "ignore");
                });
    }

    @Test
    void theDashboardShowsEverySignalOfTheCatalogue() {
        var shown = Dashboards.PANELS.stream()
                .flatMap(panel -> panel.signals().stream())
                .toList();
        var wanted = Stream.<Signal>concat(
                        SeriesCatalogue.all().stream(),
                        AlarmCatalogue.all().stream()
                                .flatMap(rule -> rule.condition().signals().stream())
                                .filter(PlatformMetric.class::isInstance))
                .collect(Collectors.toSet());

        assertThat(shown).containsAll(wanted);
        assertThat(shown.stream().filter(Series.class::isInstance)).doesNotHaveDuplicates();
        assertThat(Template.resources("prod", "AWS::CloudWatch::Dashboard"))
                .singleElement()
                .satisfies(dashboard -> assertThat(dashboard.properties().toString())
                        .contains("DeadLetters", "HealthyHostCount", "RabbitMQMemUsed"));
    }

    @Test
    void everyStageIsToldOfItsSpending() {
        for (var stage : Synthesised.STAGES) {
            assertThat(Template.resources(stage, "AWS::Budgets::Budget"))
                    .singleElement()
                    .satisfies(budget -> assertThat(budget.at("/NotificationsWithSubscribers"))
                            .hasSize(2));
            assertThat(Template.resources(stage, "AWS::Events::Rule")).hasSize(2);
        }
    }

    /** By namespace and name: the names of their dimensions. */
    private static Map<String, List<String>> signals() {
        var signals = new LinkedHashMap<String, List<String>>();
        Stream.<Signal>concat(
                        SeriesCatalogue.all().stream(),
                        Stream.concat(
                                Stream.of(PlatformMetric.SERVICE_CPU),
                                AlarmCatalogue.all().stream().flatMap(rule -> rule.condition().signals().stream())))
                .forEach(signal -> signals.put(signal.namespace() + " " + signal.name(), signal.dimensions()));
        return signals;
    }

    private static List<JsonNode> metrics(JsonNode alarm) {
        var found = new ArrayList<JsonNode>();
        if (alarm.has("MetricName")) {
            found.add(alarm);
        }
        alarm.path("Metrics").forEach(query -> {
            if (query.has("MetricStat")) {
                found.add(query.at("/MetricStat/Metric"));
            }
        });
        return found;
    }

    private static Set<String> rules(String stage) {
        var names = Template.resources(stage, "AWS::CloudWatch::Alarm").stream()
                .map(alarm -> alarm.at("/AlarmName").asText())
                .filter(name -> !name.contains("-scale-"))
                .map(name -> name.substring(("broadsheet-" + stage + "-").length()))
                .toList();
        var found = new TreeSet<String>();
        for (var rule : AlarmCatalogue.all()) {
            boolean there = switch (rule.condition()) {
                case Condition.Event event ->
                    Template.resources(stage, "AWS::Events::Rule").stream()
                            .anyMatch(made -> made.at("/Name").asText().endsWith(rule.name()));
                case Condition.Spending spending ->
                    !Template.resources(stage, "AWS::Budgets::Budget").isEmpty();
                case Condition.Single single -> has(names, rule.name());
                case Condition.Computed computed -> has(names, rule.name());
            };
            if (there) {
                found.add(rule.name());
            }
        }
        return found;
    }

    private static boolean has(List<String> names, String rule) {
        return names.stream()
                .anyMatch(name -> name.matches(rule + "(-(user|filter|feed|digest|ingest|broker|standalone))?"));
    }
}
