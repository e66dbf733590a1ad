package org.broadsheet.user.connection;

import jakarta.inject.Singleton;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import org.broadsheet.http.HttpConfig;
import org.broadsheet.networks.BlueskyClient;
import org.broadsheet.networks.MastodonApps;
import org.broadsheet.settings.Secret;

/** Our own clients at the networks' servers. */
@Singleton
final class SealedClients implements MastodonApps {
    private static final String KEY = "bluesky-client-key";

    private final ClientRepository clients;
    private final ClientKeyRepository keys;
    private final Seals seals;
    private final HttpConfig config;
    private final InstantSource clock;

    SealedClients(
            ClientRepository clients, ClientKeyRepository keys, Seals seals, HttpConfig config, InstantSource clock) {
        this.clients = clients;
        this.keys = keys;
        this.seals = seals;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public Optional<App> find(URI server) {
        return clients.findByServer(server.toString())
                .flatMap(row -> seals.secret(row.sealedSecret(), contextOf(server))
                        .map(secret -> new App(row.clientId(), secret, row.scopes(), row.redirectUri())));
    }

    @Override
    public void keep(URI server, App app) {
        clients.keep(
                server.toString(),
                app.clientId(),
                seals.secret(app.clientSecret(), contextOf(server)),
                app.scopes(),
                app.redirectUri(),
                clock.instant());
    }

    @Override
    public void forget(URI server) {
        clients.forget(server.toString());
    }

    private static String contextOf(URI server) {
        return "mastodon-client:" + server;
    }

    /** Our client at Bluesky's servers; empty where they could not reach us. */
    Optional<BlueskyClient> bluesky() {
        return BlueskyClient.of(URI.create(config.publicUrl().toString().replaceFirst("/+$", "")), this::key);
    }

    private Secret key() {
        return keys.find().map(this::open).orElseGet(() -> {
            keys.add(seals.secret(BlueskyClient.makeKey(), KEY), clock.instant());
            return open(keys.find().orElseThrow());
        });
    }

    /** A new secret key ends every connection, so a new key of the client ends nothing more. */
    private Secret open(String sealed) {
        return seals.secret(sealed, KEY).orElseGet(() -> {
            keys.replace(sealed, seals.secret(BlueskyClient.makeKey(), KEY), clock.instant());
            return keys.find().flatMap(now -> seals.secret(now, KEY)).orElseThrow();
        });
    }
}
