package org.broadsheet.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.broadsheet.testing.ApiClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrossSiteIT {
    private static HttpRig rig;

    @BeforeAll
    static void start() {
        rig = new HttpRig();
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    private static ApiClient from(ApiClient client, @Nullable String fetchSite, @Nullable String origin) {
        var withSite = fetchSite == null ? client : client.with("Sec-Fetch-Site", fetchSite);
        return origin == null ? withSite : withSite.with("Origin", origin);
    }

    @ParameterizedTest
    @CsvSource({
        // A browser that says where the call comes from is believed.
        "same-origin, , 200",
        "same-origin, https://news.example.org, 200",
        "none, , 200",
        "Same-Origin, , 200",
        "same-site, , 403",
        "cross-site, , 403",
        "cross-site, https://news.example.org, 403",
        "nonsense, , 403",
        // Others by the origin.
        ", https://news.example.org, 200",
        ", HTTPS://NEWS.example.org, 200",
        ", https://evil.example, 403",
        ", https://news.example.org.evil.example, 403",
        ", https://evil.example/news.example.org, 403",
        ", https://news.example.org@evil.example, 403",
        ", https://news.example.org:8443, 403",
        ", null, 403",
        ", %%, 403",
        // Programs say neither.
        ", , 200"
    })
    void aChangeInASessionMustComeFromOurOwnPage(@Nullable String fetchSite, @Nullable String origin, int code) {
        var answer = from(rig.browser(), fetchSite, origin).post("test/me", Map.of());
        assertThat(answer.code()).as(answer.text()).isEqualTo(code);
        if (code == 403) {
            assertThat(answer.status()).isEqualTo("unauthorized");
        }
    }

    @Test
    void aChangeWithoutASessionMustToo() {
        var orders = Map.of("name", "x", "number", 1);
        assertThat(from(rig.nobody(), "cross-site", null)
                        .post("test/orders", orders)
                        .code())
                .isEqualTo(403);
        assertThat(from(rig.nobody(), null, "https://evil.example")
                        .post("test/orders", orders)
                        .code())
                .isEqualTo(403);
    }

    @Test
    void whoeverHasATokenMayCallFromAnywhere() {
        assertThat(from(rig.bearer(), "cross-site", "https://evil.example")
                        .post("test/me", Map.of())
                        .code())
                .isEqualTo(200);
    }

    @Test
    void aMadeUpTokenDoesNotOpenTheSession() {
        var both = from(rig.browser(), "cross-site", "https://evil.example");
        assertThat(both.with("Authorization", "Bearer x")
                        .post("test/me", Map.of())
                        .code())
                .isEqualTo(401);
        assertThat(both.with("Authorization", "Basic eDp4")
                        .post("test/me", Map.of())
                        .code())
                .isEqualTo(401);
        assertThat(both.with("Authorization", "").post("test/me", Map.of()).code())
                .isIn(401, 403);
    }

    @Test
    void lookingIsAllowedFromAnywhereButNotShared() {
        var answer = from(rig.browser(), "cross-site", "https://evil.example").get("test/me");
        assertThat(answer.code()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void methodsCanNotBeDisguised() {
        var browser = from(rig.browser(), "cross-site", null);
        assertThat(browser.with("X-HTTP-Method-Override", "POST")
                        .get("test/me")
                        .data()
                        .asText())
                .isNotEmpty();
        assertThat(browser.send("post", "test/me", "application/json", "{}").code())
                .isGreaterThanOrEqualTo(400);
    }
}
