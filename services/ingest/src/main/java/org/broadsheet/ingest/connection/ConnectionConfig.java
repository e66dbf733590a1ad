package org.broadsheet.ingest.connection;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How credentials are refreshed.
 *
 * @param longestRefresh after this a refresh that has not ended is taken for one of a process that died; it has two
 *     requests at most, each with a budget of 20 seconds
 * @param firstPause before a connection whose refresh was not answered is asked with again; doubled each time
 */
@ConfigurationProperties("broadsheet.ingest.connections")
record ConnectionConfig(
        @Bindable(defaultValue = "60s") Duration longestRefresh,
        @Bindable(defaultValue = "1m") Duration firstPause) {
    ConnectionConfig {
        if (!longestRefresh.isPositive() || !firstPause.isPositive()) {
            throw new IllegalArgumentException("broadsheet.ingest.connections: every time must be positive");
        }
    }
}
