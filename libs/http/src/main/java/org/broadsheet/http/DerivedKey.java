package org.broadsheet.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A key for one use, derived from the system's secret key with HMAC-SHA-256: what one use signs means nothing to another. */
public final class DerivedKey {
    /** Of a signature. */
    public static final int BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private DerivedKey(SecretKeySpec key) {
        this.key = key;
    }

    /** @param use a name that no other use has, in ASCII */
    public static DerivedKey of(HttpConfig config, String use) {
        var master = new SecretKeySpec(config.secretKey().getBytes(UTF_8), ALGORITHM);
        return new DerivedKey(new SecretKeySpec(mac(master, use.getBytes(US_ASCII)), ALGORITHM));
    }

    /** @return {@value #BYTES} bytes that nobody without the key can make */
    public byte[] sign(byte[] text) {
        return mac(key, text);
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
