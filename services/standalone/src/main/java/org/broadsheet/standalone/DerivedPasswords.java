package org.broadsheet.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.broadsheet.settings.SecretKey;

/** Passwords that need no place to be kept: they follow from the secret key and the name of what they open. */
final class DerivedPasswords {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKey key;

    DerivedPasswords(SecretKey key) {
        this.key = key;
    }

    /** 256 bits as base64url, the same each time for one key and name. */
    String of(String name) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.bytes(), ALGORITHM));
            byte[] password = mac.doFinal(("broadsheet database role " + name).getBytes(UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(password);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
        }
    }
}
