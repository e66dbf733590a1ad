package org.broadsheet.links.fetch;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks a host up once, judges every address, and hands on exactly these: what is checked is what is dialled, so a name
 * that changes its mind between check and connection gains nothing.
 */
final class GuardedDnsResolver implements DnsResolver {
    /** Each is given the connect budget; the total budget ends the rest. */
    private static final int MAX_DIALLED = 4;

    private final HostResolver names;
    private final AddressGuard guard;

    GuardedDnsResolver(HostResolver names, AddressGuard guard) {
        this.names = names;
        this.guard = guard;
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        var addresses = names.resolve(host);
        var refusal = guard.judge(host, addresses, port);
        if (refusal.isPresent()) {
            throw new BlockedAddressException(refusal.get());
        }
        return addresses.stream()
                .limit(MAX_DIALLED)
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    /** Not used by the client, and without a port nothing can be judged. */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        throw new UnknownHostException("a host is judged together with its port");
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
