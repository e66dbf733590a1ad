package org.broadsheet.digest.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.exceptions.ConfigurationException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailTargetTest {
    @Test
    void directoryAloneIsATarget() {
        assertThat(MailTarget.of(config("mail", null, null, null)))
                .isEqualTo(new MailTarget.Directory(Path.of("mail")));
    }

    @Test
    void serverHasTheUsualPortsAndPerhapsALogin() {
        assertThat(MailTarget.of(config(null, "smtp.example", null, null)))
                .isEqualTo(new MailTarget.Server("smtp.example", 25, false, Optional.empty()));
        assertThat(MailTarget.of(new MailConfig(null, "smtp.example", 0, true, "u", "p", null)))
                .isEqualTo(
                        new MailTarget.Server("smtp.example", 465, true, Optional.of(new MailTarget.Login("u", "p"))));
    }

    @Test
    void anythingElseStopsTheStart() {
        assertRefused(config(null, null, null, null), "neither");
        assertRefused(config("mail", "smtp.example", null, null), "both");
        assertRefused(config(null, "smtp.example", "u", null), "go together");
        assertRefused(new MailConfig(null, "smtp.example", 70_000, false, null, null, null), "65535");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "a@b, c@d", "News <>", "a@b\r\nBcc: v@v"})
    void senderThatIsNotOneAddressStopsTheStart(String from) {
        assertThatThrownBy(() -> Sender.of(from)).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void passwordIsNotPrinted() {
        var config = new MailConfig(null, "smtp.example", 0, true, "u", "secret", null);

        assertThat(config.toString() + MailTarget.of(config)).doesNotContain("secret");
    }

    private static void assertRefused(MailConfig config, String words) {
        assertThatThrownBy(() -> MailTarget.of(config))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(words);
    }

    private static MailConfig config(
            @Nullable String directory, @Nullable String host, @Nullable String user, @Nullable String password) {
        return new MailConfig(directory == null ? null : Path.of(directory), host, 0, false, user, password, null);
    }
}
