package org.broadsheet.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.events.CredentialRevoked;
import org.broadsheet.events.MessageType;
import org.broadsheet.testing.ApiAnswer;
import org.broadsheet.testing.ApiClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TokensIT {
    private static UserRig rig;

    @BeforeAll
    static void start() {
        rig = new UserRig(MessageType.CREDENTIAL_REVOKED);
    }

    @AfterAll
    static void stop() throws SQLException {
        rig.close();
    }

    private static ApiClient using(ApiAnswer made) {
        assertThat(made.code()).as(made.text()).isEqualTo(201);
        return rig.nobody().bearer(made.data().path("token").asText());
    }

    @Test
    void aTokenIsMadeWithASessionOrWithThePassword() {
        var person = rig.signUp();
        var bySession = rig.nobody().with("Cookie", rig.signIn(person)).post("tokens", Map.of("name", "one"));
        var byPassword = rig.nobody()
                .post("tokens", Map.of("name", "two", "email", person.email(), "password", UserRig.PASSWORD));

        assertThat(using(bySession).get("account").data().path("id").asText())
                .isEqualTo(person.id().toString());
        assertThat(using(byPassword).get("account").data().path("id").asText())
                .isEqualTo(person.id().toString());
        var list = person.api().get("tokens");
        assertThat(list.data().path("items").findValuesAsText("name")).containsExactly("one", "two");
        assertThat(list.text()).doesNotContain("bs1t.");
    }

    @Test
    void nobodyMakesATokenForAnotherOrForNoOne() {
        var person = rig.signUp();
        assertThat(rig.nobody().post("tokens", Map.of("name", "x")).code()).isEqualTo(401);
        assertThat(rig.nobody()
                        .post("tokens", Map.of("name", "x", "email", person.email(), "password", "wrong password"))
                        .code())
                .isEqualTo(401);
        assertThat(rig.nobody()
                        .post("tokens", Map.of("name", "x", "email", person.email()))
                        .code())
                .isEqualTo(401);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        var api = rig.signUp().api();
        assertThat(api.post("tokens", Map.of()).code()).isEqualTo(400);
        for (var name : List.of("", " ", "x".repeat(101), "a\u0000b")) {
            assertThat(api.post("tokens", Map.of("name", name)).code()).as(name).isEqualTo(422);
        }
        assertThat(api.post("tokens", Map.of("name", "x", "scopes", List.of("admin")))
                        .code())
                .isEqualTo(422);
        var noScope = new HashMap<String, Object>(Map.of("name", "x"));
        noScope.put("scopes", java.util.Collections.nCopies(1, null));
        assertThat(api.post("tokens", noScope).code()).isBetween(400, 422);
        assertThat(api.delete("tokens/not-an-id").code()).isEqualTo(400);
    }

    @Test
    void aTokenForReadingChangesNothing() {
        var person = rig.signUp();
        var source = person.api()
                .post("sources", Map.of("url", "https://feed.example/x"))
                .data()
                .path("id")
                .asText();
        var made = person.api().post("tokens", Map.of("name", "reader", "scopes", List.of("read")));
        var reader = using(made);

        for (var path : List.of("account", "sources", "sources/opml", "tokens")) {
            assertThat(reader.get(path).code()).as(path).isEqualTo(200);
        }
        var refused = List.of(
                reader.post("sources", Map.of("url", "https://feed.example/y")),
                reader.delete("sources/" + source),
                reader.send("POST", "sources/opml", "text/xml", "<opml version='2.0'><body/></opml>"),
                reader.post("tokens", Map.of("name", "more")),
                reader.delete("tokens/" + made.data().path("id").asText()),
                reader.delete("account"),
                reader.delete("sessions/current"));
        assertThat(refused).allSatisfy(answer -> {
            assertThat(answer.code()).isEqualTo(403);
            assertThat(answer.status()).isEqualTo("unauthorized");
        });
        assertThat(person.api().get("sources").data().path("totalItems").asInt())
                .isEqualTo(1);
    }

    @Test
    void aTokenForWritingReadsToo() {
        var writer = using(rig.signUp().api().post("tokens", Map.of("name", "w", "scopes", List.of("write"))));
        assertThat(writer.get("account").code()).isEqualTo(200);
        assertThat(writer.post("sources", Map.of("url", "https://feed.example/x"))
                        .code())
                .isEqualTo(202);
    }

    @Test
    void aRevokedTokenIsRefusedAtOnceAndToldToTheOthers() {
        var person = rig.signUp();
        var made = person.api().post("tokens", Map.of("name", "x"));
        var token = using(made);
        assertThat(token.get("account").code()).isEqualTo(200);
        var id = made.data().path("id").asText();

        assertThat(person.api().delete("tokens/" + id).code()).isEqualTo(200);

        assertThat(token.get("account").code()).isEqualTo(401);
        assertThat(person.api().delete("tokens/" + id).code()).isEqualTo(404);
        assertThat(person.api().get("tokens").data().path("items")).isEmpty();
        assertThat(rig.said(CredentialRevoked.class))
                .extracting(CredentialRevoked::credentialId)
                .containsOnlyOnce(UUID.fromString(id));
    }

    @Test
    void nobodyRevokesTheTokenOfAnother() {
        var person = rig.signUp();
        var made = person.api().post("tokens", Map.of("name", "x"));
        var other = rig.signUp().api();
        assertThat(other.delete("tokens/" + made.data().path("id").asText()).code())
                .isEqualTo(404);
        assertThat(other.get("tokens").data().path("items")).isEmpty();
        assertThat(using(made).get("account").code()).isEqualTo(200);
    }
}
