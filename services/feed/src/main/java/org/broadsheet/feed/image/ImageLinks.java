package org.broadsheet.feed.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.broadsheet.http.DerivedKey;
import org.broadsheet.http.HttpConfig;
import org.broadsheet.links.WebUrl;
import org.jspecify.annotations.Nullable;

/**
 * Addresses of ours for pictures of other sites: signed, so that nobody else can have us fetch what they like. They do not
 * expire, and tell nothing of who looks. Thread-safe.
 */
@Singleton
public final class ImageLinks {
    static final String PATH = "/api/v1/images";

    private static final int SIGNATURE = 18;

    private final DerivedKey key;

    ImageLinks(HttpConfig config) {
        this.key = DerivedKey.of(config, "broadsheet images");
    }

    /** Where the picture is had from us, from the root of our origin; null for none. */
    public @Nullable String pathOf(@Nullable String url) {
        return url == null ? null : PATH + "/" + encoded(signature(url)) + "/" + encoded(url.getBytes(UTF_8));
    }

    /** The picture's own address, empty unless we made this one of it. */
    Optional<WebUrl> read(String signature, String address) {
        try {
            var url = new String(Base64.getUrlDecoder().decode(address), UTF_8);
            // As text: decoding would take several spellings of one signature.
            boolean genuine = MessageDigest.isEqual(
                    signature.getBytes(UTF_8), encoded(signature(url)).getBytes(UTF_8));
            return genuine && WebUrl.parse(url) instanceof WebUrl image ? Optional.of(image) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private byte[] signature(String url) {
        return Arrays.copyOf(key.sign(url.getBytes(UTF_8)), SIGNATURE);
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
