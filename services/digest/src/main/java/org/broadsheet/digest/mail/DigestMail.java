package org.broadsheet.digest.mail;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import org.broadsheet.digest.run.RunArticle;
import org.jspecify.annotations.Nullable;

/**
 * What is mailed to one reader.
 *
 * @param slot the local time that it was made for
 * @param scheduleName as the reader calls it
 * @param readerName null where the reader gave none
 * @param unsubscribe where one POST ends these mails
 */
public record DigestMail(
        UUID runId,
        LocalDateTime slot,
        String scheduleName,
        String email,
        @Nullable String readerName,
        URI unsubscribe,
        List<RunArticle> articles) {
    public DigestMail {
        requireNonNull(runId, "runId");
        requireNonNull(slot, "slot");
        requireNonNull(scheduleName, "scheduleName");
        requireNonNull(email, "email");
        requireNonNull(unsubscribe, "unsubscribe");
        articles = List.copyOf(articles);
    }

    /** The name of the mail among all mails: by slot, for people, and by run. */
    public String name() {
        return slot.toString().replace(":", "") + "-" + runId;
    }

    @Override
    public String toString() {
        return "DigestMail[" + runId + "]";
    }
}
