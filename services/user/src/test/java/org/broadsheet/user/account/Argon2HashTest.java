package org.broadsheet.user.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2HashTest {
    private static final Argon2Hash.Cost LITTLE = new Argon2Hash.Cost(64, 1, 1);

    /** Made by another implementation (password4j 1.8.4). */
    @Test
    void whatAnotherImplementationMadeIsRead() {
        var hash = Argon2Hash.parse(
                "$argon2id$v=19$m=19456,t=2,p=1$OTtrTQdG9nBfvLpHXJcJS9tGj6QXrSbilW2znqN/553gjsZxMNaKpHLVagwuE5kblOkE3Y8TmlVnhojlZq8aRg"
                        + "$hrFFdeHUwQgRDYyoow09vF8q7Oo3CMhFymaJ3oemMTk");

        assertThat(hash.matches("ünï pass €")).isTrue();
        assertThat(hash.matches("uni pass €")).isFalse();
    }

    @Test
    void aHashIsReadAsItWasWritten() {
        var hash = Argon2Hash.of("correct horse", LITTLE);
        var read = Argon2Hash.parse(hash.toString());

        assertThat(hash.toString()).startsWith("$argon2id$v=19$m=64,t=1,p=1$").doesNotContain("=$", "horse");
        assertThat(read).hasToString(hash.toString());
        assertThat(read.matches("correct horse")).isTrue();
        assertThat(read.matches("correct horse ")).isFalse();
    }

    @Test
    void twoHashesOfOnePasswordDiffer() {
        assertThat(Argon2Hash.of("correct horse", LITTLE))
                .doesNotHaveToString(Argon2Hash.of("correct horse", LITTLE).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "secret", "$argon2i$v=19$m=64,t=1,p=1$AAAA$AAAA", "$argon2id$v=16$m=64,t=1,p=1$AAAA$AAAA"})
    void whatIsNoHashIsRefusedWithoutBeingQuoted(String stored) {
        assertThatThrownBy(() -> Argon2Hash.parse(stored))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a stored hash is not one of Argon2id");
    }
}
