package org.broadsheet.links.fetch;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Set;

/**
 * Who asks: one installation, with its rules.
 *
 * @param allow what it may reach although it is not public
 * @param publicUrl where publishers find its operator; its host is never asked. Empty where there is none
 */
public record Requester(FetchAllow allow, String publicUrl) {
    public Requester {
        requireNonNull(allow, "allow");
        requireNonNull(publicUrl, "publicUrl");
    }

    /** The {@code User-Agent} of every request. */
    public String userAgent() {
        return "Broadsheet/0.1 (+" + publicUrl + ")";
    }

    public AddressGuard guard() {
        String host = publicUrl.isBlank() ? null : URI.create(publicUrl).getHost();
        return new AddressGuard(allow, host == null ? Set.of() : Set.of(host));
    }
}
