package org.broadsheet.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes and reads credentials: kind, id, user, expiry, whether it may change anything, and 256 random bits, signed with HMAC-SHA-256 under a key derived
 * from the system's secret key. Every service can tell a genuine one without asking the user service; whether it was
 * revoked is a matter of {@link Revocations}. Thread-safe.
 */
@Singleton
public final class CredentialSigner {
    private static final String PREFIX = "bs1";
    private static final int NONCE = 32;
    private static final int PAYLOAD = 16 + 16 + Long.BYTES + 1 + NONCE;
    private static final int MAX_TEXT = 300;

    private final DerivedKey key;
    private final SecureRandom random = new SecureRandom();

    public CredentialSigner(HttpConfig config) {
        this.key = DerivedKey.of(config, "broadsheet credentials");
    }

    /** The text to give to the caller; it is not stored anywhere. */
    public String sign(Credential credential) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        var payload = ByteBuffer.allocate(PAYLOAD)
                .putLong(credential.id().getMostSignificantBits())
                .putLong(credential.id().getLeastSignificantBits())
                .putLong(credential.userId().getMostSignificantBits())
                .putLong(credential.userId().getLeastSignificantBits())
                .putLong(credential.expiresAt().getEpochSecond())
                .put((byte) (credential.readOnly() ? 1 : 0))
                .put(nonce)
                .array();
        var signed = PREFIX + credential.kind().mark() + "." + encoded(payload);
        return signed + "." + encoded(signature(signed));
    }

    /** What a text says, empty unless this system signed it for this kind of use and it has not expired. */
    public Optional<Credential> verify(String text, Credential.Kind kind, Instant now) {
        int dot = text.lastIndexOf('.');
        var start = PREFIX + kind.mark() + ".";
        if (text.length() > MAX_TEXT || dot <= start.length() || !text.startsWith(start)) {
            return Optional.empty();
        }
        try {
            // As text: decoding would take several spellings of one signature.
            if (!MessageDigest.isEqual(
                    bytes(text.substring(dot + 1)), bytes(encoded(signature(text.substring(0, dot)))))) {
                return Optional.empty();
            }
            var payload = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text.substring(start.length(), dot)));
            var credential = new Credential(
                    new UUID(payload.getLong(), payload.getLong()),
                    new UUID(payload.getLong(), payload.getLong()),
                    kind,
                    Instant.ofEpochSecond(payload.getLong()),
                    payload.get() != 0);
            return Optional.of(credential).filter(c -> now.isBefore(c.expiresAt()));
        } catch (IllegalArgumentException | java.nio.BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    private byte[] signature(String text) {
        return key.sign(bytes(text));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
