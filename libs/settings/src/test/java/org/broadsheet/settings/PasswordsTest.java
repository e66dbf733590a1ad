package org.broadsheet.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Passwords that stand apart from the address that they belong to. */
class PasswordsTest {
    private static final String PASSWORD = "p@ss/w%rd+ :é";

    @Test
    void aDatabasesPasswordMayStandApart() {
        var settings = Settings.read(Map.of(
                "BROADSHEET_DATABASE_URL",
                "postgresql://broadsheet_user@db/news",
                "BROADSHEET_DATABASE_PASSWORD",
                PASSWORD));
        assertThat(settings.database())
                .contains(new Database(
                        "jdbc:postgresql://db/news", "broadsheet_user", Optional.of(new Secret(PASSWORD))));
        assertThat(settings.toString()).doesNotContain("p@ss");
    }

    @Test
    void aBrokersIsPutIntoItsAddressAsAddressesHaveIt() {
        var settings = Settings.read(
                Map.of("BROADSHEET_AMQP_URL", "amqps://news@rabbit:5671/v", "BROADSHEET_AMQP_PASSWORD", PASSWORD));
        assertThat(settings.amqp().map(Secret::reveal))
                .contains("amqps://news:p%40ss%2Fw%25rd%2B%20%3A%C3%A9@rabbit:5671/v");
    }

    @Test
    void aMailServersMayStandApart() {
        var settings = Settings.read(
                Map.of("BROADSHEET_SMTP_URL", "smtp://me@mail.example:587", "BROADSHEET_SMTP_PASSWORD", PASSWORD));
        assertThat(settings.mail().flatMap(MailServer::password)).contains(new Secret(PASSWORD));
    }

    @Test
    void theServicesRolesHaveTheirs() {
        var settings = Settings.read(
                Map.of("BROADSHEET_USER_DATABASE_PASSWORD", "one", "BROADSHEET_INGEST_DATABASE_PASSWORD", "two"));
        assertThat(settings.servicePasswords())
                .containsExactlyInAnyOrderEntriesOf(Map.of("user", new Secret("one"), "ingest", new Secret("two")));
    }

    @ParameterizedTest
    @CsvSource({
        "BROADSHEET_DATABASE, postgresql://a:b@db/news",
        "BROADSHEET_AMQP, amqp://a:b@rabbit",
        "BROADSHEET_SMTP, smtp://a:b@mail.example"
    })
    void twoPasswordsForOneServerAreRefused(String server, String url) {
        assertThatThrownBy(() -> Settings.read(Map.of(server + "_URL", url, server + "_PASSWORD", "hunter2")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll(server + "_URL", "another one is set apart")
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @CsvSource({"BROADSHEET_AMQP, amqp://rabbit, has no user", "BROADSHEET_SMTP, smtp://mail.example, without a user"})
    void aPasswordOfNobodyIsRefused(String server, String url, String words) {
        assertThatThrownBy(() -> Settings.read(Map.of(server + "_URL", url, server + "_PASSWORD", "hunter2")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @CsvSource({"BROADSHEET_DATABASE", "BROADSHEET_AMQP", "BROADSHEET_SMTP"})
    void aPasswordForNoServerIsRefused(String server) {
        assertThatThrownBy(() -> Settings.read(Map.of(server + "_PASSWORD", "hunter2")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(server + "_PASSWORD is set without " + server + "_URL");
    }
}
