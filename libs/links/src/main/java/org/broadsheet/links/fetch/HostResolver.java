package org.broadsheet.links.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks names up. The system's is {@link SystemResolver}; tests have others. */
@FunctionalInterface
public interface HostResolver {

    /**
     * @param host a name, or an address as numbers
     * @return at least one address
     * @throws UnknownHostException if there is none, or none in time
     */
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
