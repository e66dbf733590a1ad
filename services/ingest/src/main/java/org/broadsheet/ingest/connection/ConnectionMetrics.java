package org.broadsheet.ingest.connection;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** How often credentials are refreshed and revoked, and how it ends. */
@Singleton
final class ConnectionMetrics {
    private final MeterRegistry registry;

    ConnectionMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void countRefresh(String outcome) {
        registry.counter("broadsheet.ingest.refreshes", "outcome", outcome).increment();
    }

    void countRevocation(String outcome) {
        registry.counter("broadsheet.ingest.revocations", "outcome", outcome).increment();
    }
}
