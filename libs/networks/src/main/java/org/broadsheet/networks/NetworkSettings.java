package org.broadsheet.networks;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where the networks are.
 *
 * @param plc the directory of {@code did:plc}
 * @param appView a public server of Bluesky that knows every handle
 * @param xApi the API of X
 * @param xAuthorize where X asks its readers
 * @param xClient the operator's client at X; null where readers bring their own
 */
public record NetworkSettings(URI plc, URI appView, URI xApi, URI xAuthorize, Wish.@Nullable Client xClient) {
    public NetworkSettings {
        requireNonNull(plc, "plc");
        requireNonNull(appView, "appView");
        requireNonNull(xApi, "xApi");
        requireNonNull(xAuthorize, "xAuthorize");
    }

    /** The networks as they are, without a client at X. */
    public static NetworkSettings standard() {
        return new NetworkSettings(
                URI.create("https://plc.directory"),
                URI.create("https://public.api.bsky.app"),
                URI.create("https://api.x.com"),
                URI.create("https://x.com"),
                null);
    }

    /** Elsewhere, without a client at X. */
    public static NetworkSettings at(URI plc, URI appView, URI xApi, URI xAuthorize) {
        return new NetworkSettings(plc, appView, xApi, xAuthorize, null);
    }

    public NetworkSettings withXClient(Wish.Client client) {
        return new NetworkSettings(plc, appView, xApi, xAuthorize, client);
    }
}
