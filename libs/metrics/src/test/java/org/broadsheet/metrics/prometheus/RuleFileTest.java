package org.broadsheet.metrics.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.broadsheet.metrics.AlarmRule.Missing;
import org.broadsheet.metrics.GoldenFile;
import org.junit.jupiter.api.Test;

/** What Prometheus judges is what the catalogue says. */
class RuleFileTest {
    private static final Path RUNBOOK =
            Path.of(System.getProperty("broadsheet.root", "../.."), "docs", "operations.md");

    @Test
    void theRulesAreThoseOfTheCatalogue() throws IOException {
        GoldenFile.assertIs("rules.yml", RuleFile.text());
    }

    @Test
    void rulesReadOnlyWhatIsPublishedByLabelsThatItHas() {
        var published = Published.all();
        assertThat(RuleFile.rules()).hasSizeGreaterThan(15).allSatisfy(rule -> {
            var expression = new Expression(Judgement.of(rule).expression(), published);
            assertThat(expression.names()).isNotEmpty();
            assertThat(expression.problems()).isEmpty();
        });
    }

    @Test
    void whatNobodyPublishesIsFound() {
        var published = Map.of("a_total", Set.of("service", "end"), "b", Set.of("service"));
        var wrong =
                "sum by (service, end) (increase(a_total{end=\"x, b\"}[5m])) / max by (end) (b{service=~\"f\"}) > c";
        assertThat(new Expression(wrong, published).names()).containsExactly("a_total", "b", "c");
        assertThat(new Expression(wrong, published).problems())
                .containsExactly("nobody publishes c", "b has no label end");
        assertThat(new Expression("sum(b{host=\"h\"}) by (service)", published).problems())
                .hasSize(2)
                .first()
                .isEqualTo("b has no label host");
        assertThat(new Expression("count_over_time((min by (service) (b) > 1)[5m:1m]) >= 3", published).problems())
                .isEmpty();
    }

    @Test
    void silenceIsAnAlarmWhereTheCatalogueSaysSo() {
        assertThat(RuleFile.rules())
                .filteredOn(rule -> rule.missing() == Missing.BREACHING)
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(rule.promql()).contains("absent("));
    }

    @Test
    void someOfTheLastPeriodsAreCountedAndAllOfThemAreATime() {
        assertThat(judgement("queue-age"))
                .isEqualTo(new Judgement(
                        "count_over_time((max by (consumer) (broadsheet_queue_oldest_age) > 300)[5m:1m]) >= 3",
                        Duration.ZERO));
        assertThat(judgement("unattended").pending()).isEqualTo(Duration.ofMinutes(5));
        assertThat(judgement("api-errors").pending()).isZero();
        assertThat(judgement("polls-fail").pending()).isEqualTo(Duration.ofMinutes(20));
        assertThat(List.of(1L, 60L, 90L, 1200L, 7200L))
                .extracting(seconds -> Judgement.text(Duration.ofSeconds(seconds)))
                .containsExactly("1s", "1m", "90s", "20m", "2h");
    }

    @Test
    void noRuleLooksBackFurtherThanItsPeriods() {
        assertThat(RuleFile.rules())
                .allSatisfy(rule -> assertThat(Judgement.of(rule).pending()).isGreaterThanOrEqualTo(Duration.ZERO));
    }

    @Test
    void theRunbookSaysTheFirstCommandForCompose() throws IOException {
        var runbook = Files.readString(RUNBOOK);
        assertThat(RuleFile.rules()).allSatisfy(rule -> {
            var heading = rule.anchor().replace('-', ' ');
            var section = java.util.Arrays.stream(runbook.split("(?m)^#+ "))
                    .filter(part -> part.toLowerCase(java.util.Locale.ROOT).startsWith(heading + "\n"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no heading for " + rule.anchor()));
            assertThat(section).contains(ComposeCommands.first(rule));
        });
    }

    private static Judgement judgement(String name) {
        return RuleFile.rules().stream()
                .filter(rule -> rule.name().equals(name))
                .map(Judgement::of)
                .findFirst()
                .orElseThrow();
    }
}
