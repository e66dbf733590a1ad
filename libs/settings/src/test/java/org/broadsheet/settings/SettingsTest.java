package org.broadsheet.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final String HEX_KEY = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    @Test
    void nothingSetIsFine() {
        assertThat(Settings.read(Map.of("PATH", "/bin", "BROADSHEET_AMQP_URL", "  ")))
                .isEqualTo(new Settings(
                        Optional.empty(),
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        new Networks(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        Optional.empty(),
                        false,
                        List.of()));
    }

    @Test
    void aClientAtXIsReadAndItsSecretShownNowhere() {
        Settings settings = Settings.read(Map.of(
                "BROADSHEET_X_CLIENT_ID", "abc",
                "BROADSHEET_X_CLIENT_SECRET", "hunter2",
                "BROADSHEET_X_API_URL", "http://127.0.0.1:8099/"));
        assertThat(settings.networks().xClientSecret().map(Secret::reveal)).contains("hunter2");
        assertThat(settings.networks().xApi()).contains(URI.create("http://127.0.0.1:8099"));
        assertThat(settings.toString()).doesNotContain("hunter2");
    }

    @Test
    void metricsForCloudWatchAreOfAStage() {
        var settings =
                Settings.read(Map.of("BROADSHEET_METRICS", "emf", "BROADSHEET_PARAMETERS", "/broadsheet/prod/feed/"));
        assertThat(settings.emf()).isTrue();
        assertThat(settings.parameters()).contains(new ParameterPath("prod", "feed"));
        for (var wrong : List.of(
                Map.of("BROADSHEET_METRICS", "emf"),
                Map.of("BROADSHEET_METRICS", "statsd"),
                Map.of("BROADSHEET_PARAMETERS", "/broadsheet/prod/feed"),
                Map.of("BROADSHEET_PARAMETERS", "/broadsheet/Prod/feed/"))) {
            assertThatThrownBy(() -> Settings.read(wrong)).isInstanceOf(SettingsException.class);
        }
    }

    @Test
    void whatXMayCostIsAnAmountOfDollars() {
        Settings settings = Settings.read(Map.of("BROADSHEET_X_POST_PRICE", "0.0005", "BROADSHEET_X_MONTHLY_CAP", "0"));
        assertThat(settings.networks().xPostPrice()).contains(new BigDecimal("0.0005"));
        assertThat(settings.networks().xMonthlyCap()).contains(new BigDecimal("0"));
        for (var wrong : List.of("-1", "free", "1e9", "0.0000001", "9999999999")) {
            assertThat(catchThrowableOfType(
                                    SettingsException.class,
                                    () -> Settings.read(Map.of("BROADSHEET_X_MONTHLY_CAP", wrong)))
                            .problems())
                    .as(wrong)
                    .hasSize(1);
        }
        assertThat(catchThrowableOfType(
                                SettingsException.class, () -> Settings.read(Map.of("BROADSHEET_X_POST_PRICE", "0")))
                        .problems())
                .hasSize(1);
    }

    @Test
    void aClientAtXThatCanNotBeStopsTheStart() {
        SettingsException wrong = catchThrowableOfType(
                SettingsException.class,
                () -> Settings.read(Map.of(
                        "BROADSHEET_X_CLIENT_SECRET", "hunter2",
                        "BROADSHEET_X_API_URL", "api.x.com",
                        "BROADSHEET_X_CLIENT", "hunter2")));
        assertThat(wrong.problems()).hasSize(3).anyMatch(line -> line.contains("needs BROADSHEET_X_CLIENT_ID"));
        assertThat(wrong).hasMessageNotContaining("hunter2");
    }

    @Test
    void allProblemsAreToldAtOnceWithoutSecrets() {
        SettingsException wrong = catchThrowableOfType(
                SettingsException.class,
                () -> Settings.read(Map.of(
                        "BROADSHEET_DATABASE_URL", "mysql://me:hunter2@host/db",
                        "BROADSHEET_AMQP_URL", "amqp://me:hunter2@",
                        "BROADSHEET_SMTP_URL", "smtp://me:hunter2@host:99999",
                        "BROADSHEET_SECRET_KEY", "hunter2",
                        "BROADSHEET_FETCH_ALLOW", "10.0.0.0/33, localhost, 127.0.0.1:80",
                        "BROADSHEET_PUBLIC_URL", "news.example.org",
                        "BROADSHEET_DATABSE_URL", "hunter2",
                        "BROADSHEET_COLOUR", "hunter2")));

        assertThat(wrong.problems()).hasSize(8);
        assertThat(wrong).hasMessageNotContaining("hunter2");
        assertThat(wrong.problems())
                .contains("unknown setting BROADSHEET_DATABSE_URL; did you mean BROADSHEET_DATABASE_URL?")
                .anyMatch(line -> line.startsWith("unknown setting BROADSHEET_COLOUR; known are "))
                .anyMatch(line -> line.contains("'10.0.0.0/33', 'localhost'") && !line.contains("'127.0.0.1:80'"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "postgres://ann:p%40ss@db.example:5433/news    | jdbc:postgresql://db.example:5433/news | ann | p@ss",
                "postgresql://ann:a+b@db.example/news          | jdbc:postgresql://db.example/news | ann | a+b",
                "postgresql://db.example                       | jdbc:postgresql://db.example/postgres | postgres | -",
                "postgresql://ann@db.example/                  | jdbc:postgresql://db.example/ann | ann | -",
                "postgresql://ann:x@[::1]:5432/n?sslmode=require | jdbc:postgresql://[::1]:5432/n?sslmode=require | ann | x",
                "postgres://a:b@one:1,two:2/n?connect_timeout=5  | jdbc:postgresql://one:1,two:2/n?connectTimeout=5 | a | b",
                "jdbc:postgresql://db/n?user=ann&password=p%26q&ssl=true | jdbc:postgresql://db/n?ssl=true | ann | p&q",
            })
    void databaseUrlIsReadInAllItsForms(String value, String jdbcUrl, String user, String password) {
        Database database = Settings.read(Map.of("BROADSHEET_DATABASE_URL", value))
                .database()
                .orElseThrow();

        assertThat(database.jdbcUrl()).isEqualTo(jdbcUrl);
        assertThat(database.user()).isEqualTo(user);
        assertThat(database.password().map(Secret::reveal)).isEqualTo(Optional.ofNullable(password));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql://db/n",
                "postgresql:///news",
                "postgresql://db:0/n",
                "postgresql://db:70000/n",
                "postgresql://a:%zz@db/n",
                "postgresql://a:b@db/n#x",
                "postgresql://db one/n",
                "db/n"
            })
    void brokenDatabaseUrlIsRefused(String value) {
        assertThatThrownBy(() -> Settings.read(Map.of("BROADSHEET_DATABASE_URL", value)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("BROADSHEET_DATABASE_URL")
                .hasMessageNotContaining(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"amqp://a:b@rabbit:5672/", "amqps://a:b@rabbit/%2Fnews", "amqp://rabbit"})
    void amqpUrlIsKeptAsItIs(String value) {
        assertThat(Settings.read(Map.of("BROADSHEET_AMQP_URL", value)).amqp()).contains(new Secret(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://rabbit", "amqp://", "amqp://rabbit:0", "amqp://rabbit/a/b", "amqp://rabbit:/"})
    void brokenAmqpUrlIsRefused(String value) {
        assertThatThrownBy(() -> Settings.read(Map.of("BROADSHEET_AMQP_URL", value)))
                .isInstanceOf(SettingsException.class);
    }

    @Test
    void mailServerHasDefaultPortsAndSender() {
        assertThat(mail("smtps://me%40x:pw@mail.example?from=news@example.org"))
                .isEqualTo(new MailServer(
                        "mail.example",
                        465,
                        true,
                        Optional.of("me@x"),
                        Optional.of(new Secret("pw")),
                        Optional.of("news@example.org")));
        assertThat(mail("smtp://mail.example").port()).isEqualTo(25);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "smtp://mail.example?from=a@b%0d%0aBcc:c@d",
                "smtp://mail.example?form=a@b",
                "smtp://me@mail.example",
                "smtp://mail.example/path",
                "mail.example"
            })
    void brokenMailServerIsRefused(String value) {
        assertThatThrownBy(() -> mail(value)).isInstanceOf(SettingsException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "https://News.Example.org/,https://news.example.org",
        "http://127.0.0.1:8080,http://127.0.0.1:8080",
        "https://news.example.org:443,https://news.example.org"
    })
    void publicUrlIsAnOrigin(String value, String origin) {
        assertThat(Settings.read(Map.of("BROADSHEET_PUBLIC_URL", value)).publicUrl())
                .contains(URI.create(origin));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://a", "https://a/b", "https://a?b", "https://u@a", "//a", "a.example"})
    void anythingElseIsNoPublicUrl(String value) {
        assertThatThrownBy(() -> Settings.read(Map.of("BROADSHEET_PUBLIC_URL", value)))
                .isInstanceOf(SettingsException.class);
    }

    @Test
    void secretKeyIsHexadecimalBase64OrText() {
        assertThat(key(HEX_KEY).bytes()).hasSize(32).startsWith(0x00, 0x11, 0x22);
        assertThat(key("ABEiM0RVZneImaq7zN3u/wARIjNEVWZ3iJmqu8zd7v8=")).isEqualTo(key(HEX_KEY));
        assertThat(key("ABEiM0RVZneImaq7zN3u_wARIjNEVWZ3iJmqu8zd7v8")).isEqualTo(key(HEX_KEY));
        String text = "correct horse battery staple, twice";
        assertThat(key(text).bytes()).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
        assertThat(key(HEX_KEY)).hasToString("•••");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tooFewLetters", "0011223344556677", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void weakSecretKeyIsRefused(String value) {
        assertThatThrownBy(() -> key(value))
                .isInstanceOf(SettingsException.class)
                .hasMessageNotContaining(value);
    }

    @Test
    void fetchAllowTakesAddressesAndNetworksWithOrWithoutPort() {
        String value =
                "127.0.0.1:8099, 10.0.0.0/8,10.0.0.0/8:80 ,::1,[::1]:8080,fd00::/8,[fd00::/8]:443,[fd00::]/8:443";

        assertThat(Settings.read(Map.of("BROADSHEET_FETCH_ALLOW", value)).fetchAllow())
                .hasSize(8)
                .startsWith("127.0.0.1:8099", "10.0.0.0/8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "127.1", "10.0.0.0/x", "fd00::/129", "127.0.0.1:0", "[::1", "::1%lo", "0x7f000001"})
    void fetchAllowRefusesNamesAndShortForms(String value) {
        assertThatThrownBy(() -> Settings.read(Map.of("BROADSHEET_FETCH_ALLOW", value)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(value);
    }

    @Test
    void printedSettingsHoldNoSecret() {
        Settings settings = Settings.read(Map.of(
                "BROADSHEET_DATABASE_URL", "postgresql://ann:hunter2@db/news",
                "BROADSHEET_AMQP_URL", "amqp://ann:hunter2@rabbit",
                "BROADSHEET_SMTP_URL", "smtp://ann:hunter2@mail",
                "BROADSHEET_SECRET_KEY", "hunter2hunter2hunter2hunter2-hunter2"));

        assertThat(settings.toString()).doesNotContain("hunter2");
    }

    private static MailServer mail(String url) {
        return Settings.read(Map.of("BROADSHEET_SMTP_URL", url)).mail().orElseThrow();
    }

    private static SecretKey key(String text) {
        return Settings.read(Map.of("BROADSHEET_SECRET_KEY", text)).secretKey().orElseThrow();
    }
}
