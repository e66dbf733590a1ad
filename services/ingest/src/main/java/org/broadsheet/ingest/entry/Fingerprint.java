package org.broadsheet.ingest.entry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A short name for what was said, so that saying the same again is noticed. */
final class Fingerprint {
    private final MessageDigest digest;

    Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Parts stay apart: ("ab", "c") is not ("a", "bc"), and null is not empty. */
    Fingerprint with(@Nullable Object part) {
        byte[] bytes = part == null ? new byte[0] : part.toString().getBytes(UTF_8);
        digest.update(((part == null ? "-" : bytes.length) + ":").getBytes(UTF_8));
        digest.update(bytes);
        return this;
    }

    /** 64 hexadecimal digits; ends the fingerprint. */
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
