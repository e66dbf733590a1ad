package org.broadsheet.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;

/**
 * The other address by which the page of an article wants to be known, of the same site: with what is needed to make both
 * articles where neither has been seen.
 *
 * @param linkKey of the other address: 64 lower-case hexadecimal digits
 * @param url the other address, as it is opened
 * @param ownUrl the address of the article that says so
 * @param domain the registrable domain of both
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
public record CanonicalAddress(String linkKey, String url, String ownUrl, String domain) {
    public CanonicalAddress {
        requireNonNull(linkKey, "linkKey");
        requireNonNull(url, "url");
        requireNonNull(ownUrl, "ownUrl");
        requireNonNull(domain, "domain");
    }
}
