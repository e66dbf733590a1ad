package org.broadsheet.links.fetch;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.broadsheet.links.WebUrl;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that may be fetched although they are private, or on another port than the web's: the setting
 * {@code BROADSHEET_FETCH_ALLOW}. Empty by default.
 */
public final class FetchAllow {
    private static final int MAX_PORT = 65_535;

    private final List<Entry> entries;

    private FetchAllow(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** Nothing beyond the public web. */
    public static FetchAllow none() {
        return new FetchAllow(List.of());
    }

    /**
     * Reads the setting.
     *
     * @param text addresses or networks, comma separated, each with or without a port:
     *     {@code 127.0.0.1:8099, 10.0.0.0/8, [::1]:8080, fd00::/8}; without a port every port is meant. Blank means none
     * @throws IllegalArgumentException naming every part that can't be read
     */
    public static FetchAllow parse(String text) {
        var entries = new ArrayList<Entry>();
        var wrong = new ArrayList<String>();
        Stream.of(text.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .forEach(part -> {
                    try {
                        entries.add(Entry.parse(part));
                    } catch (IllegalArgumentException e) {
                        wrong.add("'" + part + "' (" + e.getMessage() + ")");
                    }
                });
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(
                    "not an address or network, with or without :port: " + String.join(", ", wrong));
        }
        return new FetchAllow(entries);
    }

    /** Whether this address may be dialled at this port whatever the other rules say. */
    public boolean allows(InetAddress address, int port) {
        return entries.stream().anyMatch(entry -> entry.allows(address, port));
    }

    /** Whether the URL itself says an address that is allowed: then the list means this very server. */
    public boolean names(WebUrl url) {
        return Literals.parse(url.host())
                .filter(address -> allows(address, url.effectivePort()))
                .isPresent();
    }

    /** Whether some address may be dialled at this port, so that a name must be looked up before it is judged. */
    boolean mayAllow(int port) {
        return entries.stream().anyMatch(entry -> entry.port == null || entry.port == port);
    }

    private record Entry(Network network, @Nullable Integer port) {

        static Entry parse(String text) {
            int bracket = text.indexOf(']');
            if (text.startsWith("[") && bracket > 0) {
                String rest = text.substring(bracket + 1);
                int colon = rest.lastIndexOf(':');
                return colon < 0
                        ? new Entry(Network.parse(text.substring(1, bracket) + rest), null)
                        : new Entry(
                                Network.parse(text.substring(1, bracket) + rest.substring(0, colon)),
                                port(rest.substring(colon + 1)));
            }
            int colon = text.indexOf(':');
            boolean port = colon >= 0 && text.indexOf(':', colon + 1) < 0;
            return port
                    ? new Entry(Network.parse(text.substring(0, colon)), port(text.substring(colon + 1)))
                    : new Entry(Network.parse(text), null);
        }

        private static int port(String digits) {
            boolean number =
                    !digits.isEmpty() && digits.length() <= 5 && digits.chars().allMatch(Character::isDigit);
            int port = number ? Integer.parseInt(digits) : -1;
            if (port < 1 || port > MAX_PORT) {
                throw new IllegalArgumentException("the port is not a number from 1 to 65535");
            }
            return port;
        }

        boolean allows(InetAddress address, int dialled) {
            return (port == null || port == dialled) && network.contains(address);
        }
    }
}
