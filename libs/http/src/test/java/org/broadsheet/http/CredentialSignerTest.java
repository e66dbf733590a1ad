package org.broadsheet.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.broadsheet.http.Credential.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialSignerTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=é ";

    private final CredentialSigner signer = signer("a secret key of at least 32 characters");

    private static CredentialSigner signer(String key) {
        return new CredentialSigner(new HttpConfig(key, URI.create("https://news.example.org")));
    }

    private static Credential credential(Kind kind, boolean readOnly) {
        return new Credential(UUID.randomUUID(), UUID.randomUUID(), kind, NOW.plusSeconds(60), readOnly);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatWasSignedIsReadAgain(Kind kind) {
        for (boolean readOnly : new boolean[] {true, false}) {
            var credential = credential(kind, readOnly);
            assertThat(signer.verify(signer.sign(credential), kind, NOW)).contains(credential);
        }
    }

    @Test
    void everyOtherCharacterAnywhereMakesItWorthless() {
        var text = signer.sign(credential(Kind.TOKEN, true));
        for (int i = 0; i < text.length(); i++) {
            for (char other : LETTERS.toCharArray()) {
                if (other != text.charAt(i)) {
                    var changed = text.substring(0, i) + other + text.substring(i + 1);
                    assertThat(signer.verify(changed, Kind.TOKEN, NOW))
                            .as(changed)
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void aPartTooMuchOrTooLittleMakesItWorthless() {
        var text = signer.sign(credential(Kind.TOKEN, false));
        for (int end = 0; end < text.length(); end++) {
            assertThat(signer.verify(text.substring(0, end), Kind.TOKEN, NOW)).isEmpty();
            assertThat(signer.verify(text.substring(end + 1), Kind.TOKEN, NOW)).isEmpty();
        }
        for (var changed : new String[] {text + "A", text + "=", text + ".", " " + text, text + text, text + "\n"}) {
            assertThat(signer.verify(changed, Kind.TOKEN, NOW)).as(changed).isEmpty();
        }
    }

    @Test
    void theSignatureOfOneCredentialIsNotThatOfAnother() {
        var one = signer.sign(credential(Kind.TOKEN, true)).split("\\.");
        var other = signer.sign(credential(Kind.TOKEN, false)).split("\\.");
        assertThat(signer.verify(one[0] + "." + other[1] + "." + one[2], Kind.TOKEN, NOW))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aSessionIsNoTokenAndATokenNoSession(Kind kind) {
        var other = kind == Kind.SESSION ? Kind.TOKEN : Kind.SESSION;
        var text = signer.sign(credential(kind, false));
        assertThat(signer.verify(text, other, NOW)).isEmpty();
        var disguised = text.replace("bs1" + kind.mark(), "bs1" + other.mark());
        assertThat(signer.verify(disguised, other, NOW)).isEmpty();
        assertThat(signer.verify(disguised, kind, NOW)).isEmpty();
    }

    @Test
    void itEndsWithTheSecondThatItNames() {
        var credential = credential(Kind.TOKEN, false);
        var text = signer.sign(credential);
        assertThat(signer.verify(text, Kind.TOKEN, credential.expiresAt().minusMillis(1)))
                .isPresent();
        assertThat(signer.verify(text, Kind.TOKEN, credential.expiresAt())).isEmpty();
    }

    @Test
    void anotherKeyMakesNothingThatIsTaken() {
        var text = signer("another secret key of 32 characters!").sign(credential(Kind.TOKEN, false));
        assertThat(signer.verify(text, Kind.TOKEN, NOW)).isEmpty();
    }

    @Test
    void twoOfOneCredentialDiffer() {
        var credential = credential(Kind.TOKEN, false);
        assertThat(signer.sign(credential)).isNotEqualTo(signer.sign(credential));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "bs1t.", "bs1t..", "bs1t.AAAA.AAAA", "bs1t.é.é", "nonsense", "\u0000"})
    void whatIsNoneIsNone(String text) {
        assertThat(signer.verify(text, Kind.TOKEN, NOW)).isEmpty();
        assertThat(signer.verify(text.repeat(10_000), Kind.TOKEN, NOW)).isEmpty();
    }
}
