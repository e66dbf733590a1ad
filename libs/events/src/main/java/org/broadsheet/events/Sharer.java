package org.broadsheet.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * The person or the feed whose entry carried a link.
 *
 * @param key who it is, for counting: the same sharer has the same key in every entry
 * @param handle the address at the network, null for a feed
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
public record Sharer(String key, String name, @Nullable String handle, Network network) {
    public Sharer {
        requireNonNull(key, "key");
        requireNonNull(name, "name");
        requireNonNull(network, "network");
    }
}
