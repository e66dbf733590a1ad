package org.broadsheet.links;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Pattern;

/**
 * The host of a URL in its one spelling (URL Standard section 3.5): a name in ASCII and lower case, four decimal
 * numbers, or an IPv6 address in brackets. A number that is not written as four plain decimals ({@code 0177.0.0.1},
 * {@code 127.1}, {@code 0x7f000001}) is refused, since programs read it as different addresses.
 */
final class HostParser {
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0[xX][0-9A-Fa-f]*");
    private static final Pattern BYTE = Pattern.compile("0|[1-9][0-9]{0,2}");

    private HostParser() {}

    /** @throws UrlRefusal if it is not a host */
    static String parse(String raw) {
        if (raw.isEmpty()) {
            throw new UrlRefusal(RejectReason.NO_HOST);
        }
        if (raw.startsWith("[")) {
            if (!raw.endsWith("]")) {
                throw new UrlRefusal(RejectReason.BAD_HOST);
            }
            return "[" + Ipv6Text.canonical(raw.substring(1, raw.length() - 1)) + "]";
        }
        String decoded = raw.indexOf('%') < 0 ? raw : new String(PercentCoding.decode(raw), UTF_8);
        String host = DomainToAscii.convert(decoded);
        return endsInNumber(host) ? address(host) : host;
    }

    private static boolean endsInNumber(String host) {
        String trimmed = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return NUMBER.matcher(trimmed.substring(trimmed.lastIndexOf('.') + 1)).matches();
    }

    private static String address(String host) {
        String[] parts = host.split("\\.", -1);
        if (parts.length != 4) {
            throw new UrlRefusal(RejectReason.AMBIGUOUS_ADDRESS);
        }
        for (String part : parts) {
            if (!BYTE.matcher(part).matches() || Integer.parseInt(part) > 255) {
                throw new UrlRefusal(RejectReason.AMBIGUOUS_ADDRESS);
            }
        }
        return host;
    }
}
