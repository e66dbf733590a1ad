package org.broadsheet.digest.mail;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a reader is mailed whose timelines rest.
 *
 * @param lastSeen the day that they were here last
 * @param readerName null where the reader gave none
 * @param unsubscribe where one POST ends these mails
 */
public record PauseMail(
        UUID id, LocalDate lastSeen, String email, @Nullable String readerName, URI unsubscribe) {
    public PauseMail {
        requireNonNull(id, "id");
        requireNonNull(lastSeen, "lastSeen");
        requireNonNull(email, "email");
        requireNonNull(unsubscribe, "unsubscribe");
    }

    /** The name of the mail among all mails: by day, for people, and by id. */
    public String name() {
        return "paused-" + lastSeen + "-" + id;
    }

    @Override
    public String toString() {
        return "PauseMail[" + id + "]";
    }
}
