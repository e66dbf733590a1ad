package org.broadsheet.digest.run;

import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Locale;

/** What has become of a run. */
@Serdeable
public enum RunState {
    /** The feed was asked for articles. */
    DUE,
    /** Its articles are frozen; it waits for its mail to be handed over, for the first time or again. */
    COMPOSED,
    /** Its mail is being handed over. Recorded before the first byte is sent. */
    SENDING,
    /** The mail server took it. */
    SENT,
    /** There was nothing to report, so there is no mail. */
    EMPTY,
    /** Its slot was missed by too much. */
    SKIPPED,
    /** Its schedule was turned off before it was mailed. */
    SUPPRESSED,
    /** The mail server may have taken it or not. It is never handed over again. */
    UNKNOWN,
    /** It was not mailed, for the reason that it has. */
    FAILED;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static RunState of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
