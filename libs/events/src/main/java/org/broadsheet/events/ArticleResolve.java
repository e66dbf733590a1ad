package org.broadsheet.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/**
 * ingest to itself, a work queue: read the page of this article now.
 *
 * @param slot the time that it became due, which makes one reading of it
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
public record ArticleResolve(String linkKey, Instant slot) implements Event {
    public ArticleResolve {
        requireNonNull(linkKey, "linkKey");
        requireNonNull(slot, "slot");
    }

    @Override
    public String identity() {
        return linkKey + ":" + slot;
    }
}
