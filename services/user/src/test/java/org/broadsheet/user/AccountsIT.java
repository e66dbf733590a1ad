package org.broadsheet.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.events.AccountDeleted;
import org.broadsheet.events.AccountOpened;
import org.broadsheet.events.MessageType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AccountsIT {
    private static UserRig rig;

    @BeforeAll
    static void start() {
        rig = new UserRig(MessageType.ACCOUNT_OPENED, MessageType.ACCOUNT_DELETED);
    }

    @AfterAll
    static void stop() throws SQLException {
        rig.close();
    }

    @Test
    void theSameAddressAgainIsAnsweredTheSameAndChangesNothing() {
        var email = UUID.randomUUID() + "@example.org";
        var first = rig.nobody().post("accounts", Map.of("email", email, "password", "the first password"));
        var second = rig.nobody()
                .post(
                        "accounts",
                        Map.of(
                                "email",
                                " " + email.toUpperCase(java.util.Locale.ROOT),
                                "password",
                                "another password"));

        assertThat(first.code()).isEqualTo(201);
        assertThat(second.code()).isEqualTo(201);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(first.text()).doesNotContain(email);
        assertThat(rig.nobody()
                        .post("sessions", Map.of("email", email, "password", "another password"))
                        .code())
                .isEqualTo(401);
        assertThat(rig.nobody()
                        .post("sessions", Map.of("email", email, "password", "the first password"))
                        .code())
                .isEqualTo(200);
        assertThat(rig.said(AccountOpened.class).stream()
                        .filter(event -> event.email().equals(email)))
                .hasSize(1);
    }

    @Test
    void whatIsNoAddressOrNoPasswordIsRefused() {
        var good = Map.of("email", "a@example.org", "password", "long enough");
        assertThat(rig.nobody()
                        .post("accounts", Map.of("email", good.get("email")))
                        .code())
                .isEqualTo(400);
        assertThat(rig.nobody()
                        .post("accounts", Map.of("email", good.get("email")))
                        .message())
                .contains("password");
        assertThat(rig.nobody()
                        .post("accounts", Map.of("email", "\"a\r\nRCPT TO:<v>\"@d", "password", "long enough"))
                        .code())
                .isEqualTo(422);
        assertThat(rig.nobody()
                        .post("accounts", Map.of("email", good.get("email"), "password", "1234567"))
                        .code())
                .isEqualTo(422);
        assertThat(rig.nobody()
                        .post("accounts", Map.of("email", good.get("email"), "password", "x".repeat(257)))
                        .code())
                .isEqualTo(422);
        assertThat(rig.nobody()
                        .post("accounts", Map.of("email", good.get("email"), "password", "long enough", "admin", true))
                        .code())
                .isEqualTo(400);
    }

    @Test
    void aNameCarriesNoControlCharactersAndNoMoreThanItMay() {
        var email = UUID.randomUUID() + "@example.org";
        rig.nobody()
                .post(
                        "accounts",
                        Map.of(
                                "email",
                                email,
                                "password",
                                "long enough",
                                "name",
                                "x\r\nBcc: v@v\u0000" + "y".repeat(300)));
        var opened = rig.said(AccountOpened.class).stream()
                .filter(event -> event.email().equals(email))
                .findFirst()
                .orElseThrow();
        assertThat(opened.name()).startsWith("xBcc: v@vyyy").hasSize(200);
    }

    @Test
    void anAccountShowsItself() {
        var person = rig.signUp();
        var shown = person.api().get("account");
        assertThat(shown.data().path("email").asText()).isEqualTo(person.email());
        assertThat(shown.data().path("id").asText()).isEqualTo(person.id().toString());
        assertThat(shown.text()).doesNotContainIgnoringCase("password");
        assertThat(rig.nobody().get("account").code()).isEqualTo(401);
    }

    @Test
    void aDeletedAccountIsGoneAtOnceForEveryCredentialAndToldToEveryone() {
        var person = rig.signUp();
        var browser = rig.nobody().with("Cookie", rig.signIn(person));
        person.api().post("sources", Map.of("url", "https://feed.example/x"));
        assertThat(browser.get("account").code()).isEqualTo(200);

        assertThat(browser.delete("account").code()).isEqualTo(200);

        assertThat(browser.get("account").code()).isEqualTo(401);
        assertThat(person.api().get("account").code()).isEqualTo(401);
        assertThat(person.api().get("sources").code()).isEqualTo(401);
        assertThat(rig.nobody()
                        .post("sessions", Map.of("email", person.email(), "password", UserRig.PASSWORD))
                        .code())
                .isEqualTo(401);
        assertThat(rig.said(AccountDeleted.class))
                .extracting(AccountDeleted::userId)
                .containsOnlyOnce(person.id());
    }

    @Test
    void anAddressCanBeUsedAgainByANewAccountThatInheritsNothing() {
        var person = rig.signUp();
        person.api().delete("account");
        rig.nobody().post("accounts", Map.of("email", person.email(), "password", UserRig.PASSWORD));
        assertThat(rig.idOf(person.email())).isNotEqualTo(person.id());
        assertThat(person.api().get("account").code()).isEqualTo(401);
    }
}
