package org.broadsheet.links.fetch;

import java.net.UnknownHostException;

/** The guard refused what a connection was to be made to. A kind of unknown host, as the HTTP client sees it. */
final class BlockedAddressException extends UnknownHostException {
    BlockedAddressException(AddressRefusal refusal) {
        super(refusal.detail());
    }
}
