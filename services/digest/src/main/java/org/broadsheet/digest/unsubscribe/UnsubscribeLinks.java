package org.broadsheet.digest.unsubscribe;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.http.DerivedKey;
import org.broadsheet.http.HttpConfig;

/**
 * The links that end a digest, or the notices of pauses: user and schedule, signed with HMAC-SHA-256 under a key derived from the system's secret
 * key for this use alone. A link does nothing else, so it needs no cookie and does not expire: old mails have a way out,
 * too. Thread-safe.
 */
@Singleton
public final class UnsubscribeLinks {
    static final String PATH = "/api/v1/unsubscribe/";

    private static final int NAMED = 4 * Long.BYTES;
    private static final int SIGNED = NAMED + DerivedKey.BYTES;
    private static final int MAX_TEXT = 100;
    /** In the place of a schedule; no schedule has it. */
    private static final UUID NOTICES = new UUID(0, 0);

    private final DerivedKey key;
    private final URI publicUrl;

    UnsubscribeLinks(HttpConfig config) {
        this.key = DerivedKey.of(config, "broadsheet unsubscribe");
        this.publicUrl = config.publicUrl();
    }

    /** Whose schedule a link ends, or whose notices. */
    record Named(UUID userId, UUID scheduleId) {
        Named {
            requireNonNull(userId, "userId");
            requireNonNull(scheduleId, "scheduleId");
        }

        boolean isOfNotices() {
            return scheduleId.equals(NOTICES);
        }
    }

    public URI ofNotices(UUID userId) {
        return linkFor(userId, NOTICES);
    }

    public URI linkFor(UUID userId, UUID scheduleId) {
        return URI.create(publicUrl.toString().replaceFirst("/+$", "") + PATH + token(new Named(userId, scheduleId)));
    }

    String token(Named named) {
        var names = ByteBuffer.allocate(NAMED)
                .putLong(named.userId().getMostSignificantBits())
                .putLong(named.userId().getLeastSignificantBits())
                .putLong(named.scheduleId().getMostSignificantBits())
                .putLong(named.scheduleId().getLeastSignificantBits())
                .array();
        var signed = ByteBuffer.allocate(SIGNED).put(names).put(key.sign(names)).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    }

    /** What a token names, empty unless this system made it for this use. */
    Optional<Named> read(String token) {
        if (token.length() > MAX_TEXT) {
            return Optional.empty();
        }
        try {
            var signed = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
            if (signed.remaining() != SIGNED) {
                return Optional.empty();
            }
            var named = new Named(
                    new UUID(signed.getLong(), signed.getLong()), new UUID(signed.getLong(), signed.getLong()));
            // Compared as text, so that there is one token for each schedule and no second spelling of it.
            boolean genuine =
                    MessageDigest.isEqual(token.getBytes(US_ASCII), token(named).getBytes(US_ASCII));
            return genuine ? Optional.of(named) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
