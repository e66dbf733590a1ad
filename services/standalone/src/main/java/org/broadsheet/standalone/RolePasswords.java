package org.broadsheet.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.broadsheet.events.Service;
import org.broadsheet.settings.Secret;
import org.broadsheet.settings.SecretKey;

/**
 * The passwords of the services' roles: those that were given, for services in processes of their own; else such as need
 * no place to be kept, since they follow from the secret key and the role's name.
 */
record RolePasswords(Map<String, Secret> given, Optional<SecretKey> key) {
    private static final String ALGORITHM = "HmacSHA256";

    RolePasswords {
        given = Map.copyOf(given);
    }

    static RolePasswords derivedFrom(SecretKey key) {
        return new RolePasswords(Map.of(), Optional.of(key));
    }

    /** @throws StartException if there is nothing to take it from */
    String of(Service service, String role) {
        var password = given.get(service.wireName());
        return password != null
                ? password.reveal()
                : key.map(secret -> derived(secret, role))
                        .orElseThrow(() -> new StartException("BROADSHEET_" + service.name()
                                + "_DATABASE_PASSWORD must be set, or BROADSHEET_SECRET_KEY to make one from"));
    }

    /** 256 bits as base64url, the same each time for one key and name. */
    private static String derived(SecretKey key, String role) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.bytes(), ALGORITHM));
            byte[] password = mac.doFinal(("broadsheet database role " + role).getBytes(UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(password);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
        }
    }
}
