package org.broadsheet.settings;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The key all others are derived from: 32 bytes or more. It prints as dots. */
public final class SecretKey {
    private static final int MIN_BYTES = 32;
    private static final int MIN_DISTINCT = 8;
    private static final Pattern HEX = Pattern.compile("(?:[0-9A-Fa-f]{2})+");
    private static final Pattern BASE64 = Pattern.compile("[0-9A-Za-z+/_-]+={0,2}");

    private final byte[] bytes;

    private SecretKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Reads a key that is written as hexadecimal or base64 (either alphabet) of 32 bytes or more, else takes the
     * characters themselves as the key if there are 32 or more.
     *
     * @throws IllegalArgumentException if it is too short or too plain, without repeating it
     */
    public static SecretKey of(String text) {
        try {
            return parse(text.strip());
        } catch (Wrong wrong) {
            throw new IllegalArgumentException("The secret key " + wrong.getMessage(), wrong);
        }
    }

    static SecretKey parse(String value) {
        byte[] bytes = decode(value);
        if (bytes.length < MIN_BYTES) {
            throw new Wrong(
                    "is too short: 32 random bytes as base64 or hexadecimal are needed, as `openssl rand -base64 32` "
                            + "prints them, or a text of 32 characters or more");
        }
        if (value.chars().distinct().count() < MIN_DISTINCT) {
            throw new Wrong("is too easy to guess: take what `openssl rand -base64 32` prints");
        }
        return new SecretKey(bytes);
    }

    private static byte[] decode(String value) {
        if (HEX.matcher(value).matches() && value.length() >= 2 * MIN_BYTES) {
            return HexFormat.of().parseHex(value);
        }
        if (BASE64.matcher(value).matches()) {
            try {
                byte[] decoded =
                        Base64.getDecoder().decode(value.replace('-', '+').replace('_', '/'));
                if (decoded.length >= MIN_BYTES) {
                    return decoded;
                }
            } catch (IllegalArgumentException _) {
                return value.getBytes(StandardCharsets.UTF_8); // looked like it, and is a text after all
            }
        }
        return value.getBytes(StandardCharsets.UTF_8);
    }

    /** A copy of the key. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretKey key && Arrays.equals(key.bytes, bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "•••";
    }
}
