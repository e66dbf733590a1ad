package org.broadsheet.networks;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Optional;
import org.broadsheet.settings.Secret;

/** Our clients at Mastodon servers: each server is asked for one once. */
public interface MastodonApps {
    /** @param scopes what the client may ask for, with spaces between */
    record App(String clientId, Secret clientSecret, String scopes, String redirectUri) {
        public App {
            requireNonNull(clientId, "clientId");
            requireNonNull(clientSecret, "clientSecret");
            requireNonNull(scopes, "scopes");
            requireNonNull(redirectUri, "redirectUri");
        }
    }

    Optional<App> find(URI server);

    /** Keeps a client in place of what there was. */
    void keep(URI server, App app);

    /** The server does not know it any more. */
    void forget(URI server);
}
