package org.broadsheet.links.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Addresses that are not the public internet: the IANA special-purpose registries for IPv4 and IPv6, what is not global
 * unicast, and the metadata services of clouds. An IPv6 address that carries an IPv4 address is judged by that as well.
 */
final class DeniedAddresses {
    private static final List<Network> IPV4 = networks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "192.175.48.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            // The host's own services in Azure, at an address that looks public.
            "168.63.129.16/32");

    private static final Network GLOBAL_UNICAST = Network.parse("2000::/3");
    private static final Network NAT64 = Network.parse("64:ff9b::/96");
    private static final Network SIX_TO_FOUR = Network.parse("2002::/16");
    /** Special purposes inside the global unicast range; 2001::/23 holds Teredo, ORCHID and others. */
    private static final List<Network> IPV6 = networks("2001::/23", "2001:db8::/32", "3fff::/20", "2620:4f:8000::/48");

    private DeniedAddresses() {}

    static boolean contains(InetAddress address) {
        return contains(address.getAddress());
    }

    private static boolean contains(byte[] address) {
        if (address.length == 4) {
            return IPV4.stream().anyMatch(network -> network.contains(address));
        }
        if (embedded(address).filter(DeniedAddresses::contains).isPresent()) {
            return true;
        }
        if (isMapped(address) || NAT64.contains(address)) {
            return false;
        }
        return !GLOBAL_UNICAST.contains(address) || IPV6.stream().anyMatch(network -> network.contains(address));
    }

    /** The IPv4 address that packets to this address end at. */
    private static Optional<byte[]> embedded(byte[] address) {
        if (isMapped(address) || NAT64.contains(address) || isIsatap(address)) {
            return Optional.of(Arrays.copyOfRange(address, 12, 16));
        }
        return SIX_TO_FOUR.contains(address) ? Optional.of(Arrays.copyOfRange(address, 2, 6)) : Optional.empty();
    }

    private static boolean isMapped(byte[] address) {
        for (int i = 0; i < 10; i++) {
            if (address[i] != 0) {
                return false;
            }
        }
        return address[10] == -1 && address[11] == -1;
    }

    /** RFC 5214 section 6.1: an interface identifier of 0000:5efe or 0200:5efe, then the IPv4 address. */
    private static boolean isIsatap(byte[] address) {
        return (address[8] & 0xFD) == 0 && address[9] == 0 && address[10] == 0x5E && address[11] == (byte) 0xFE;
    }

    private static List<Network> networks(String... texts) {
        return Stream.of(texts).map(Network::parse).toList();
    }

    /** The address behind another notation of it, so that allowing 127.0.0.1 allows ::ffff:127.0.0.1 as well. */
    static InetAddress plain(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 4 || !isMapped(bytes)) {
            return address;
        }
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, 12, 16));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
