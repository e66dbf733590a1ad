package org.broadsheet.digest.run;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.broadsheet.http.ProblemException;

/** Where a page of the archive ended: the slot and the id of its last run. Opaque to callers. */
record ArchiveCursor(Instant slotAt, UUID id) {
    private static final int BYTES = 3 * Long.BYTES;
    /** The end of the year 9999. */
    private static final long LATEST = 253_402_300_799L;

    ArchiveCursor {
        requireNonNull(slotAt, "slotAt");
        requireNonNull(id, "id");
    }

    static ArchiveCursor after(ArchivedRun run) {
        return new ArchiveCursor(run.slotAt(), run.id());
    }

    /** @throws ProblemException 400 if it is not one that {@link #text} wrote */
    static ArchiveCursor parse(String text) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            long second = bytes.remaining() == BYTES ? bytes.getLong() : -1;
            if (second >= 0 && second <= LATEST) {
                return new ArchiveCursor(Instant.ofEpochSecond(second), new UUID(bytes.getLong(), bytes.getLong()));
            }
        } catch (IllegalArgumentException e) {
            throw unreadable();
        }
        throw unreadable();
    }

    String text() {
        var bytes = ByteBuffer.allocate(BYTES)
                .putLong(slotAt.getEpochSecond())
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    private static ProblemException unreadable() {
        return ProblemException.badRequest("This cursor is not one that a page gave as its next.");
    }
}
