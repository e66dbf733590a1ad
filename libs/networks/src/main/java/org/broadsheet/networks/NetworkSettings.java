package org.broadsheet.networks;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import org.broadsheet.settings.Secret;
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

    /** Of the texts of a configuration, in which an empty one means the network itself, or no client at X. */
    public static NetworkSettings of(
            String plc, String appView, String xApi, String xAuthorize, String xClientId, String xClientSecret) {
        var standard = standard();
        var client = xClientId.isEmpty()
                ? null
                : new Wish.Client(xClientId, xClientSecret.isEmpty() ? null : new Secret(xClientSecret));
        return new NetworkSettings(
                or(plc, standard.plc),
                or(appView, standard.appView),
                or(xApi, standard.xApi),
                or(xAuthorize, standard.xAuthorize),
                client);
    }

    private static URI or(String text, URI otherwise) {
        return text.isEmpty() ? otherwise : URI.create(text);
    }

    /** Elsewhere, without a client at X. */
    public static NetworkSettings at(URI plc, URI appView, URI xApi, URI xAuthorize) {
        return new NetworkSettings(plc, appView, xApi, xAuthorize, null);
    }

    public NetworkSettings withXClient(Wish.Client client) {
        return new NetworkSettings(plc, appView, xApi, xAuthorize, client);
    }
}
