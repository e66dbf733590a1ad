package org.broadsheet.user.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@example.org",
                " Ada@EXAMPLE.org ",
                "ada.lovelace+news@mail.example.org",
                "o'hara@example.org",
                "a@localhost",
                "a@xn--bcher-kva.example"
            })
    void takesAddressesThatPeopleHave(String text) {
        assertThat(EmailAddress.parse(text))
                .isPresent()
                .get()
                .satisfies(address ->
                        assertThat(address.value()).isEqualTo(text.strip().toLowerCase(java.util.Locale.ROOT)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "ada",
                "ada@",
                "@example.org",
                "a b@example.org",
                "a@b,c@d",
                "a@b;c@d",
                "a@b@c",
                "<a@example.org>",
                "Ada <a@example.org>",
                "\"a b\"@example.org",
                "\"a\r\nRCPT TO:<v>\"@d",
                "a@example.org\r\nBcc: v@v",
                "a@example.org\nx",
                "a\u0000@example.org",
                "a\u2028b@example.org",
                "\u0430pple@example.org",
                "a@\u0430pple.example",
                "a@b\u00fccher.example",
                ".a@example.org",
                "a.@example.org",
                "a..b@example.org",
                "a@.example.org",
                "a@example..org",
                "a@example.org.",
                "a@-example.org",
                "a@example-.org",
                "a@[127.0.0.1]",
                "=?utf-8?q?a?=@example.org (x)"
            })
    void refusesWhatNobodyHasAndWhatHarms(String text) {
        assertThat(EmailAddress.parse(text)).isEmpty();
    }

    @Test
    void refusesWhatIsTooLong() {
        assertThat(EmailAddress.parse("a".repeat(65) + "@example.org")).isEmpty();
        assertThat(EmailAddress.parse("a".repeat(64) + "@example.org")).isPresent();
        assertThat(EmailAddress.parse("a@" + "b".repeat(64) + ".org")).isEmpty();
        assertThat(EmailAddress.parse("a@" + "b.".repeat(160) + "org")).isEmpty();
        assertThat(EmailAddress.parse("a.".repeat(50_000) + "@example.org")).isEmpty();
    }
}
