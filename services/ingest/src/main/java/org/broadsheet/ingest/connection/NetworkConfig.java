package org.broadsheet.ingest.connection;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.net.URI;
import org.broadsheet.networks.NetworkSettings;
import org.broadsheet.networks.Wish;
import org.broadsheet.settings.Secret;

/** Where the networks are, and the operator's client at X; the same settings as in user. */
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
        var standard = NetworkSettings.standard();
        var places = NetworkSettings.at(
                or(directory, standard.plc()),
                or(appView, standard.appView()),
                or(xApi, standard.xApi()),
                or(xAuthorize, standard.xAuthorize()));
        this.settings = clientId.isEmpty()
                ? places
                : places.withXClient(
                        new Wish.Client(clientId, clientSecret.isEmpty() ? null : new Secret(clientSecret)));
    }

    private static URI or(String text, URI otherwise) {
        return text.isEmpty() ? otherwise : URI.create(text);
    }

    NetworkSettings settings() {
        return settings;
    }
}
