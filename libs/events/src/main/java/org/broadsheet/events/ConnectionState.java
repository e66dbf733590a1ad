package org.broadsheet.events;

import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Locale;

/** What has become of a connection. */
@Serdeable
public enum ConnectionState {
    /** Its timelines can be read. */
    ACTIVE,
    /** The network does not take its credentials any more: the reader must connect again. */
    EXPIRED,
    /** It can't be read just now; it is tried again. */
    FAILING,
    /** What the reader allowed it to cost this month is used up. */
    SPENT;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
