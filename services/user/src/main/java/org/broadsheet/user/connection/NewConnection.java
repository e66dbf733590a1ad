package org.broadsheet.user.connection;

import io.micronaut.serde.annotation.Serdeable;
import java.util.Locale;
import java.util.stream.Stream;
import org.broadsheet.events.Network;
import org.broadsheet.http.ProblemException;
import org.broadsheet.http.Required;
import org.broadsheet.networks.Wish;
import org.broadsheet.settings.Secret;
import org.jspecify.annotations.Nullable;

/**
 * What a reader asks for.
 *
 * @param network mastodon, bluesky or x
 * @param server where the account lives; needed for Mastodon
 * @param handle of a Bluesky account; leads to its server
 * @param appPassword in place of the network's own page
 * @param clientId of a client of the reader's own at X
 */
@Serdeable
record NewConnection(
        String network,
        @Nullable String server,
        @Nullable String handle,
        @Nullable String appPassword,
        @Nullable String clientId,
        @Nullable String clientSecret) {
    private static final int MAX = 300;

    NewConnection {
        Required.field(network, "network");
        server = given(server);
        handle = given(handle);
        appPassword = given(appPassword);
        clientId = given(clientId);
        clientSecret = given(clientSecret);
    }

    private static @Nullable String given(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** @throws ProblemException 422 if the fields do not fit the network */
    Network checked() {
        var known = switch (network.toLowerCase(Locale.ROOT)) {
            case "mastodon" -> Network.MASTODON;
            case "bluesky" -> Network.BLUESKY;
            case "x" -> Network.X;
            default -> throw ProblemException.unacceptable("Accounts are connected at mastodon, bluesky and x.");
        };
        Stream.of(server, handle, appPassword, clientId, clientSecret)
                .forEach(text -> require(isPlain(text), "A field is too long, or has characters that it can't have."));
        require(known != Network.MASTODON || server != null || handle != null, "Mastodon needs the account's server.");
        require(known != Network.BLUESKY || server != null || handle != null, "Bluesky needs the account's handle.");
        require(appPassword == null || known == Network.BLUESKY, "App passwords are for Bluesky.");
        require(appPassword == null || handle != null, "An app password needs the account's handle.");
        require(clientId == null || known == Network.X, "A client of one's own is for X.");
        require(clientSecret == null || clientId != null, "The secret of a client needs its id.");
        return known;
    }

    private static boolean isPlain(@Nullable String text) {
        return text == null || (text.length() <= MAX && text.chars().noneMatch(Character::isISOControl));
    }

    private static void require(boolean fits, String words) {
        if (!fits) {
            throw ProblemException.unacceptable(words);
        }
    }

    Wish.@Nullable Client client() {
        return clientId == null
                ? null
                : new Wish.Client(clientId, clientSecret == null ? null : new Secret(clientSecret));
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "NewConnection[" + network + "]";
    }
}
