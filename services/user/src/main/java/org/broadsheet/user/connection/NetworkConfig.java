package org.broadsheet.user.connection;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import org.broadsheet.networks.NetworkSettings;

/** Where the networks are, and the operator's client at X. */
@Singleton
final class NetworkConfig {
    private final NetworkSettings settings;

    NetworkConfig(
            @Value("${broadsheet.bluesky.directory-url:}") String directory,
            @Value("${broadsheet.bluesky.appview-url:}") String appView,
            @Value("${broadsheet.x.api-url:}") String xApi,
            @Value("${broadsheet.x.authorize-url:}") String xAuthorize,
            @Value("${broadsheet.x.client-id:}") String clientId,
            @Value("${broadsheet.x.client-secret:}") String clientSecret) {
        this.settings = NetworkSettings.of(directory, appView, xApi, xAuthorize, clientId, clientSecret);
    }

    NetworkSettings settings() {
        return settings;
    }
}
