package org.broadsheet.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;
import org.broadsheet.events.CredentialRevoked;
import org.broadsheet.events.MessageType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SessionsIT {
    private static UserRig rig;

    @BeforeAll
    static void start() {
        rig = new UserRig(MessageType.CREDENTIAL_REVOKED);
    }

    @AfterAll
    static void stop() throws SQLException {
        rig.close();
    }

    @Test
    void theCookieIsBoundToTheHostAndOutOfReachOfScriptsAndOtherSites() {
        var person = rig.signUp();
        var answer = rig.nobody().post("sessions", Map.of("email", person.email(), "password", UserRig.PASSWORD));

        assertThat(answer.code()).isEqualTo(200);
        assertThat(answer.data().path("userId").asText()).isEqualTo(person.id().toString());
        var cookie = answer.header("Set-Cookie");
        assertThat(cookie).startsWith("__Host-broadsheet=bs1s.");
        assertThat(cookie.split("; "))
                .contains("Path=/", "Secure", "HTTPOnly", "SameSite=Lax", "Max-Age=2592000")
                .noneMatch(part -> part.startsWith("Domain"));
        assertThat(answer.text()).doesNotContain("bs1s.");
    }

    @Test
    void aWrongPasswordAndAnUnknownAddressAreAnsweredTheSame() {
        var person = rig.signUp();
        var wrong = rig.nobody().post("sessions", Map.of("email", person.email(), "password", "wrong password"));
        var unknown =
                rig.nobody().post("sessions", Map.of("email", "nobody@example.org", "password", "wrong password"));
        var noAddress = rig.nobody().post("sessions", Map.of("email", "'; --", "password", "wrong password"));
        assertThat(wrong.code()).isEqualTo(401);
        assertThat(unknown.text()).isEqualTo(wrong.text());
        assertThat(noAddress.text()).isEqualTo(wrong.text());
        assertThat(wrong.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void signingOutEndsTheSessionAtOnceAndNoOther() {
        var person = rig.signUp();
        var cookie = rig.signIn(person);
        var other = rig.signIn(person);
        var browser = rig.nobody().with("Cookie", cookie);
        assertThat(browser.get("account").code()).isEqualTo(200);

        var answer = browser.delete("sessions/current");

        assertThat(answer.code()).isEqualTo(200);
        assertThat(answer.header("Set-Cookie"))
                .startsWith("__Host-broadsheet=;")
                .contains("Max-Age=0");
        assertThat(browser.get("account").code()).isEqualTo(401);
        assertThat(browser.delete("sessions/current").code()).isEqualTo(401);
        assertThat(rig.nobody().with("Cookie", other).get("account").code()).isEqualTo(200);
        assertThat(rig.said(CredentialRevoked.class))
                .filteredOn(event -> event.userId().equals(person.id()))
                .hasSize(1);
    }

    @Test
    void aTokenHasNoSessionToEnd() {
        assertThat(rig.signUp().api().delete("sessions/current").code()).isEqualTo(400);
    }

    @Test
    void aCookieIsNoTokenAndATokenNoCookie() {
        var person = rig.signUp();
        var cookie = rig.signIn(person);
        assertThat(rig.nobody()
                        .bearer(cookie.substring(cookie.indexOf('=') + 1))
                        .get("account")
                        .code())
                .isEqualTo(401);
        var token = rig.token(person.id(), java.time.Duration.ofHours(1), false);
        assertThat(rig.nobody()
                        .with("Cookie", "__Host-broadsheet=" + token)
                        .get("account")
                        .code())
                .isEqualTo(401);
    }

    @Test
    void aBadTokenIsNotSavedByAGoodCookie() {
        var cookie = rig.signIn(rig.signUp());
        assertThat(rig.nobody()
                        .with("Cookie", cookie)
                        .bearer("nonsense")
                        .get("account")
                        .code())
                .isEqualTo(401);
    }
}
