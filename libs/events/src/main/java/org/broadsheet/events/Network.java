package org.broadsheet.events;

import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Locale;

/** Where an entry was published. */
@Serdeable
public enum Network {
    /** RSS, Atom or JSON Feed. */
    FEED,
    MASTODON,
    BLUESKY,
    X;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
