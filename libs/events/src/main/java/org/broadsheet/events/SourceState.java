package org.broadsheet.events;

import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Locale;

/** What has become of a source. */
@Serdeable
public enum SourceState {
    /** Not polled yet. */
    PENDING,
    /** The last poll succeeded. */
    ACTIVE,
    /** The last poll failed; it is tried again. */
    FAILING,
    /** The publisher said that it is gone for good (HTTP 410); it is not tried again. */
    GONE;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
