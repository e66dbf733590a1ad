package org.broadsheet.links.fetch;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;

/**
 * A range of addresses. An IPv4 network never holds an IPv6 address, nor the other way round.
 *
 * @param bits how many leading bits are fixed, 0 to 32 or 128
 */
record Network(InetAddress address, int bits) {
    Network {
        requireNonNull(address, "address");
        if (bits < 0 || bits > address.getAddress().length * 8) {
            throw new IllegalArgumentException(
                    "a prefix of " + bits + " bits does not fit " + address.getHostAddress());
        }
    }

    /**
     * @param text {@code 10.0.0.0/8}, {@code fd00::/8} or a single address
     * @throws IllegalArgumentException if it is neither
     */
    static Network parse(String text) {
        int slash = text.indexOf('/');
        var address = literal(slash < 0 ? text : text.substring(0, slash));
        int all = address.getAddress().length * 8;
        return new Network(address, slash < 0 ? all : bits(text, text.substring(slash + 1)));
    }

    private static int bits(String text, String digits) {
        if (digits.isEmpty() || digits.length() > 3 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("not a network: " + text);
        }
        return Integer.parseInt(digits);
    }

    /** An address by its numbers; a name is refused, and nothing is looked up. */
    private static InetAddress literal(String text) {
        return Literals.parse(text).orElseThrow(() -> new IllegalArgumentException("not an IP address: " + text));
    }

    boolean contains(InetAddress other) {
        return contains(other.getAddress());
    }

    boolean contains(byte[] other) {
        byte[] own = address.getAddress();
        if (own.length != other.length) {
            return false;
        }
        int whole = bits / 8;
        for (int i = 0; i < whole; i++) {
            if (own[i] != other[i]) {
                return false;
            }
        }
        int rest = bits % 8;
        return rest == 0 || ((own[whole] ^ other[whole]) & 0xFF) >> (8 - rest) == 0;
    }
}
