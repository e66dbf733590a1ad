package org.broadsheet.settings;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code BROADSHEET_FETCH_ALLOW}: addresses or networks, comma separated, each with or without a port. Its meaning
 * belongs to the guarded fetcher of libs/links; here it is only told early when it can't be read.
 */
final class FetchAllowSyntax {
    private static final Pattern PORTED = Pattern.compile("(?<network>[^:]+|\\[[^\\]]+](?:/\\d+)?):(?<port>\\d{1,5})");
    private static final Pattern BRACKETED = Pattern.compile("\\[(?<address>[^\\]]+)](?<bits>/\\d+)?");
    private static final Pattern NETWORK = Pattern.compile("(?<address>[0-9A-Fa-f:.]+)(?:/(?<bits>\\d{1,3}))?");

    private FetchAllowSyntax() {}

    static List<String> parse(String value) {
        List<String> parts = Stream.of(value.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
        List<String> wrong = parts.stream()
                .filter(part -> !isReadable(part))
                .map(part -> "'" + part + "'")
                .toList();
        if (!wrong.isEmpty()) {
            throw new Wrong("not an address or network like 127.0.0.1:8099, 10.0.0.0/8 or [fd00::/8]:443: "
                    + String.join(", ", wrong));
        }
        return parts;
    }

    private static boolean isReadable(String part) {
        Matcher ported = PORTED.matcher(part);
        return ported.matches()
                ? UrlParts.isPort(Integer.parseInt(ported.group("port"))) && isNetwork(ported.group("network"))
                : isNetwork(part);
    }

    private static boolean isNetwork(String text) {
        Matcher bracketed = BRACKETED.matcher(text);
        String bare = bracketed.matches()
                ? bracketed.group("address") + (bracketed.group("bits") == null ? "" : bracketed.group("bits"))
                : text;
        Matcher network = NETWORK.matcher(bare);
        if (!network.matches()) {
            return false;
        }
        try {
            String address = network.group("address");
            boolean version6 = address.indexOf(':') >= 0;
            InetAddress literal = version6 ? Inet6Address.ofLiteral(address) : Inet4Address.ofLiteral(address);
            boolean plain = version6 || literal.getHostAddress().equals(address); // 127.1 is read in many ways
            String bits = network.group("bits");
            return plain && (bits == null || Integer.parseInt(bits) <= (version6 ? 128 : 32));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
