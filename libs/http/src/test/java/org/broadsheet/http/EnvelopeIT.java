package org.broadsheet.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.broadsheet.testing.ApiAnswer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeIT {
    private static HttpRig rig;

    @BeforeAll
    static void start() {
        rig = new HttpRig();
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    private static ApiAnswer order(String body) {
        return rig.nobody().send("POST", "test/orders", "application/json", body);
    }

    private static void assertProblem(ApiAnswer answer, int code, String status) {
        assertThat(answer.code()).as(answer.text()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.message()).isNotBlank().doesNotContain("Exception", "org.broadsheet", "io.micronaut");
        assertThat(answer.json().has("data")).isTrue();
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.headers().allValues("Content-Type")).hasSize(1);
    }

    @Test
    void anAnswerIsAnEnvelopeWithAllItsParts() {
        var answer = order("{\"name\": \"x\", \"number\": 3}");
        assertThat(answer.text())
                .isEqualTo(
                        "{\"status\":\"success\",\"message\":\"\",\"data\":{\"name\":\"x\",\"number\":3,\"at\":null}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"name\": x}",
                "nonsense",
                "[]",
                "\"text\"",
                "{\"name\": \"x\", \"number\": 3, \"more\": 1}",
                "{\"number\": 3}",
                "{\"name\": null, \"number\": 3}",
                "{\"name\": \"x\", \"number\": \"many\"}",
                "{\"name\": {}, \"number\": 3}",
                "{\"name\": \"x\", \"number\": 3, \"at\": \"yesterday\"}",
                "{\"name\": \"x\", \"number\": 99999999999}",
                "null",
                ""
            })
    void aBodyThatDoesNotFitIsABadRequest(String body) {
        assertProblem(order(body), 400, "badRequest");
    }

    @Test
    void theWordsNameTheField() {
        assertThat(order("{\"number\": 3}").message()).contains("name");
        assertThat(order("{\"name\": \"x\", \"number\": 3, \"more\": 1}").message())
                .contains("more");
    }

    @Test
    void whatABodysOwnRulesRefuseKeepsItsWords() {
        var answer = order("{\"name\": \"x\", \"number\": -1}");
        assertThat(answer.code()).isBetween(400, 422);
        assertThat(answer.message()).isEqualTo("number counts from 0.");
    }

    @Test
    void aBodyNestedDeeplyIsRefused() {
        assertProblem(order("[".repeat(100_000)), 400, "badRequest");
    }

    @Test
    void aQueryThatDoesNotFitIsABadRequest() {
        assertProblem(rig.nobody().get("test/number?value=x"), 400, "badRequest");
        assertProblem(rig.nobody().get("test/number"), 400, "badRequest");
    }

    @Test
    void anUnknownRouteIsNotFound() {
        assertProblem(rig.nobody().get("nothing/here"), 404, "notFound");
        assertProblem(rig.nobody().get("/nothing"), 404, "notFound");
        assertProblem(rig.bearer().post("nothing", Map.of()), 404, "notFound");
    }

    @Test
    void aWrongMethodSaysSo() {
        var answer = rig.nobody().delete("test/orders");
        assertProblem(answer, 405, "badRequest");
        assertThat(answer.header("Allow")).contains("POST");
    }

    @Test
    void aBodyOfAnotherTypeIsRefused() {
        assertProblem(rig.nobody().send("POST", "test/orders", "text/plain", "x"), 415, "badRequest");
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        assertProblem(order("{\"name\": \"" + "x".repeat(6 * 1024 * 1024) + "\", \"number\": 3}"), 413, "badRequest");
    }

    @Test
    void aFailureNobodyForesawTellsNothingOfTheInside() {
        var answer = rig.nobody().get("test/failure");
        assertProblem(answer, 500, "error");
        assertThat(answer.text()).doesNotContain(TestController.SECRET, "IllegalState", "hunter2");
    }

    @Test
    void aProblemKeepsItsWordsDataAndHeaders() {
        var later = rig.nobody().get("test/later");
        assertProblem(later, 429, "tooManyRequests");
        assertThat(later.header("Retry-After")).isEqualTo("7");
        var conflict = rig.nobody().get("test/conflict");
        assertProblem(conflict, 409, "conflict");
        assertThat(conflict.message()).isEqualTo("It is there.");
        assertThat(conflict.data().path("name").asText()).isEqualTo("x");
    }

    @Test
    void whoIsNotSignedInIsToldSo() {
        assertProblem(rig.nobody().get("test/me"), 401, "notAuthenticated");
        var reading = rig.nobody().bearer(rig.sign(rig.credential(Credential.Kind.TOKEN, true)));
        assertThat(reading.get("test/me").code()).isEqualTo(200);
        assertProblem(reading.post("test/me", Map.of()), 403, "unauthorized");
    }

    @Test
    void aPlausibleCorrelationIdIsKeptAndAnyOtherReplaced() {
        assertThat(rig.nobody()
                        .with("X-Correlation-Id", "abc-1.2_3")
                        .get("test/number?value=1")
                        .header("X-Correlation-Id"))
                .isEqualTo("abc-1.2_3");
        for (var bad : new String[] {"", "a b", "<script>", "x".repeat(65)}) {
            var id = rig.nobody()
                    .with("X-Correlation-Id", bad)
                    .get("test/number?value=1")
                    .header("X-Correlation-Id");
            assertThat(UUID.fromString(id).version()).isEqualTo(7);
        }
    }

    @Test
    void everyAnswerHasACorrelationIdAndTheHeadersThatProtect() {
        Stream.of(
                        rig.nobody().get("test/number?value=1"),
                        rig.nobody().get("nothing"),
                        rig.nobody().get("test/me"),
                        rig.nobody().get("test/failure"),
                        order("{"),
                        rig.browser().with("Sec-Fetch-Site", "cross-site").post("test/me", Map.of()))
                .forEach(answer -> {
                    assertThat(answer.header("X-Correlation-Id")).isNotBlank();
                    assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
                    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
                    assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
                    assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
                    assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
                    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
                });
    }
}
