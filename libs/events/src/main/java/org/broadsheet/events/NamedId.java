package org.broadsheet.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Ids made from a name: UUID version 8 (RFC 9562 section 5.8) over the first 16 bytes of a SHA-256. */
public final class NamedId {
    private NamedId() {}

    /**
     * @param space what kind of thing is named, so that equal names of two kinds stay apart
     * @param name any text
     */
    public static UUID of(String space, String name) {
        var bytes = ByteBuffer.wrap(sha256(space + '\n' + name));
        long high = bytes.getLong() & ~0xF000L | 0x8000L;
        long low = bytes.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
