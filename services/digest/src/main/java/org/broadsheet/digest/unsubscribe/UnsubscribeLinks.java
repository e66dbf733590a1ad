package org.broadsheet.digest.unsubscribe;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.broadsheet.http.HttpConfig;

/**
 * The links that end a digest: user and schedule, signed with HMAC-SHA-256 under a key derived from the system's secret
 * key for this use alone. A link does nothing else, so it needs no cookie and does not expire: old mails have a way out,
 * too. Thread-safe.
 */
@Singleton
public final class UnsubscribeLinks {
    static final String PATH = "/api/v1/unsubscribe/";

    private static final String ALGORITHM = "HmacSHA256";
    private static final String USE = "broadsheet unsubscribe";
    private static final int NAMED = 4 * Long.BYTES;
    private static final int SIGNED = NAMED + 32;
    private static final int MAX_TEXT = 100;

    private final SecretKeySpec key;
    private final URI publicUrl;

    UnsubscribeLinks(HttpConfig config) {
        var master = new SecretKeySpec(config.secretKey().getBytes(UTF_8), ALGORITHM);
        this.key = new SecretKeySpec(mac(master, USE.getBytes(US_ASCII)), ALGORITHM);
        this.publicUrl = config.publicUrl();
    }

    /** Whose schedule a link ends. */
    record Named(UUID userId, UUID scheduleId) {
        Named {
            requireNonNull(userId, "userId");
            requireNonNull(scheduleId, "scheduleId");
        }
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
        var signed = ByteBuffer.allocate(SIGNED).put(names).put(mac(key, names)).array();
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

    private static byte[] mac(SecretKeySpec key, byte[] text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
