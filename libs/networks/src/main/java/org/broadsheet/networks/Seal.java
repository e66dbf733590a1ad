package org.broadsheet.networks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.aead.KmsEnvelopeAead;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Encrypts texts at rest and on their way: AES-256-GCM, each with a data key of its own, which is wrapped by the one key
 * that this is made of. The context is authenticated: what was sealed in one opens in no other. Thread-safe.
 */
public final class Seal {
    /** Of a wrapping key. */
    public static final int KEY_BYTES = 32;

    /** What the system's secret key is derived for: the same in user, which seals, and in ingest, which opens. */
    public static final String KEY_USE = "broadsheet connections";

    private static final byte[] KEY_NAME = "sealing key 1".getBytes(US_ASCII);
    private static final String PREFIX = "s1.";

    private final Aead aead;

    private Seal(Aead aead) {
        this.aead = aead;
    }

    /** @param key {@value #KEY_BYTES} bytes, derived from the system's secret key for this use alone */
    @AccessesPartialKey
    public static Seal under(byte[] key) {
        try {
            AeadConfig.register();
            var parameters = AesGcmParameters.builder()
                    .setKeySizeBytes(KEY_BYTES)
                    .setIvSizeBytes(12)
                    .setTagSizeBytes(16)
                    .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                    .build();
            var wrapping = AesGcmKey.builder()
                    .setParameters(parameters)
                    .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
                    .build();
            return under(KeysetHandle.newBuilder()
                    .addEntry(KeysetHandle.importKey(wrapping).withFixedId(1).makePrimary())
                    .build()
                    .getPrimitive(RegistryConfiguration.get(), Aead.class));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the sealing key can't be used", e);
        }
    }

    /** @param derived signs with the key that was derived for {@link #KEY_USE} */
    public static Seal derived(UnaryOperator<byte[]> derived) {
        return under(derived.apply(KEY_NAME.clone()));
    }

    /** @param wrapping wraps the data keys: a key management service's, as {@code KmsClient.getAead} gives it */
    public static Seal under(Aead wrapping) {
        try {
            AeadConfig.register();
            return new Seal(KmsEnvelopeAead.create(PredefinedAeadParameters.AES256_GCM, wrapping));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the sealing key can't be used", e);
        }
    }

    /** @return ASCII, about four thirds as long as the text and 150 characters more; different each time */
    public String seal(String text, String context) {
        try {
            var sealed = aead.encrypt(text.getBytes(UTF_8), context.getBytes(UTF_8));
            return written(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the sealing key does not answer", e);
        }
    }

    private static String written(byte[] sealed) {
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** The text; empty if it was sealed by another key, in another context, or was touched since. */
    public Optional<String> open(String sealed, String context) {
        if (!sealed.startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            var bytes = Base64.getUrlDecoder()
                    .decode(sealed.substring(PREFIX.length()).getBytes(US_ASCII));
            // The last character has bits that say nothing: touched there, it is touched all the same.
            return sealed.equals(written(bytes))
                    ? Optional.of(new String(aead.decrypt(bytes, context.getBytes(UTF_8)), UTF_8))
                    : Optional.empty();
        } catch (GeneralSecurityException | IllegalArgumentException refused) {
            return Optional.empty();
        }
    }
}
