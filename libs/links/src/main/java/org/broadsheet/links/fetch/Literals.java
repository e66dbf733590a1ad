package org.broadsheet.links.fetch;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;

/** Addresses written as numbers, read strictly and without a name server. */
final class Literals {
    private Literals() {}

    /** @param text four plain decimals, or an IPv6 address with or without brackets; no zone */
    static Optional<InetAddress> parse(String text) {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        if (bare.indexOf('%') >= 0 || bare.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(bare.indexOf(':') >= 0 ? Inet6Address.ofLiteral(bare) : Inet4Address.ofLiteral(bare))
                    .filter(address ->
                            bare.indexOf(':') >= 0 || address.getHostAddress().equals(bare));
        } catch (IllegalArgumentException notNumbers) {
            return Optional.empty();
        }
    }
}
