package org.broadsheet.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * One URL found in an entry.
 *
 * @param linkKey what is the same: 64 lower-case hexadecimal digits
 * @param url what is opened
 * @param host lower case, as in the URL
 * @param domain the registrable domain of the host by the public suffix list
 * @param title what the entry itself calls it, null where it says nothing
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
public record EntryLink(
        String linkKey,
        String url,
        String host,
        String domain,
        @Nullable String title) {
    public EntryLink {
        requireNonNull(linkKey, "linkKey");
        requireNonNull(url, "url");
        requireNonNull(host, "host");
        requireNonNull(domain, "domain");
    }
}
