package org.broadsheet.ingest.survey;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Map;
import org.broadsheet.networks.survey.Finding;
import org.broadsheet.networks.survey.SurveyPart;

/** How surveys end, and why parts of them fail. */
@Singleton
final class SurveyMetrics {
    private final MeterRegistry registry;

    SurveyMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void overtaken() {
        count("overtaken");
    }

    void ended(Map<SurveyPart, Finding> findings) {
        long failed = findings.values().stream()
                .filter(Finding.Failed.class::isInstance)
                .count();
        count(failed == 0 ? "read" : failed < findings.size() ? "partly" : "failed");
        findings.forEach((part, finding) -> {
            if (finding instanceof Finding.Failed failure) {
                registry.counter(
                                "broadsheet.ingest.survey-failures",
                                "part",
                                part.wireName(),
                                "cause",
                                failure.cause().wireName())
                        .increment();
            }
        });
    }

    private void count(String outcome) {
        registry.counter("broadsheet.ingest.surveys", "outcome", outcome).increment();
    }
}
