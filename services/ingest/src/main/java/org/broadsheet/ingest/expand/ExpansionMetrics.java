package org.broadsheet.ingest.expand;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Locale;
import org.broadsheet.links.fetch.Expansion;

/** What becomes of the short links. */
@Singleton
final class ExpansionMetrics {
    private final MeterRegistry registry;

    ExpansionMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void count(Collection<Expansion> expansions) {
        expansions.forEach(expansion -> count(outcome(expansion), 1));
    }

    void count(String outcome, int links) {
        registry.counter("broadsheet.ingest.expansions", "outcome", outcome).increment(links);
    }

    private static String outcome(Expansion expansion) {
        return switch (expansion) {
            case Expansion.Expanded _ -> "expanded";
            case Expansion.NotExpanded failure ->
                failure.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
            case Expansion.Postponed _ -> "postponed";
        };
    }
}
