package org.broadsheet.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.testing.ApiAnswer;
import org.broadsheet.testing.ApiClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BlockedDomainsIT {
    private static FilterRig rig;

    private ApiClient api;

    @BeforeAll
    static void start() {
        rig = new FilterRig();
    }

    @AfterAll
    static void stop() throws SQLException {
        rig.close();
    }

    @BeforeEach
    void newReader() {
        api = rig.as(UUID.randomUUID());
    }

    private static List<String> domains(ApiAnswer answer) {
        assertThat(answer.code()).as(answer.text()).isEqualTo(200);
        return answer.data().path("items").findValuesAsText("domain");
    }

    @Test
    void nobodyBlocksAnythingAtFirst() {
        assertThat(domains(api.get("blocked-domains"))).isEmpty();
    }

    @Test
    void allKindsAreAddedListedAndRemovedByTheirNames() {
        assertThat(domains(api.put("blocked-domains/B.example", Map.of()))).containsExactly("b.example");
        api.put("blocked-domains", Map.of("domain", "=news.a.example"));
        var all = api.put("blocked-domains", Map.of("domain", "https://a.example/sport"));
        assertThat(domains(all)).containsExactlyInAnyOrder("=news.a.example", "a.example/sport/", "b.example");
        assertThat(all.data().path("items").findValuesAsText("kind"))
                .containsExactlyInAnyOrder("host", "path", "domain");
        assertThat(domains(api.put("blocked-domains", Map.of("domain", "b.example"))))
                .hasSize(3);

        assertThat(domains(api.delete("blocked-domains/a.example/sport/"))).hasSize(2);
        assertThat(domains(api.delete("blocked-domains/=news.a.example"))).containsExactly("b.example");
        assertThat(domains(api.delete("blocked-domains/b.example"))).isEmpty();
        assertThat(api.delete("blocked-domains/b.example").code()).isEqualTo(404);
    }

    @Test
    void anEncodedPathIsUnderstood() {
        assertThat(domains(api.put("blocked-domains/a.example%2Fsport%2F", Map.of())))
                .containsExactly("a.example/sport/");
        assertThat(domains(api.delete("blocked-domains/a.example%2Fsport%2F"))).isEmpty();
    }

    @Test
    void aListReplacesWhatWasThere() {
        api.put("blocked-domains", Map.of("domain", "old.example"));
        assertThat(domains(
                        api.put("blocked-domains", Map.of("domains", List.of("b.example", "a.example", "A.example")))))
                .containsExactly("a.example", "b.example");
        assertThat(domains(api.put("blocked-domains", Map.of("domains", List.of()))))
                .isEmpty();
    }

    @Test
    void aListWithOneBadNameChangesNothing() {
        api.put("blocked-domains", Map.of("domain", "old.example"));
        assertThat(api.put("blocked-domains", Map.of("domains", List.of("new.example", "no domain")))
                        .code())
                .isEqualTo(422);
        assertThat(domains(api.get("blocked-domains"))).containsExactly("old.example");
    }

    @Test
    void whatCanNotBeBlockedIsRefusedInWords() {
        var answer = api.put("blocked-domains", Map.of("domain", "com"));
        assertThat(answer.code()).isEqualTo(422);
        assertThat(answer.message()).contains("'com' is not a domain");
        assertThat(api.put("blocked-domains", Map.of()).code()).isEqualTo(400);
        assertThat(api.put("blocked-domains", Map.of("domain", "a.example", "domains", List.of()))
                        .code())
                .isEqualTo(400);
        assertThat(api.put("blocked-domains", Map.of("domains", Collections.nCopies(1, null)))
                        .code())
                .isBetween(400, 422);
        assertThat(api.put("blocked-domains", Map.of("domains", Collections.nCopies(5_001, "a.example")))
                        .code())
                .isEqualTo(422);
    }

    @Test
    void oneReadersListIsNotAnothers() {
        api.put("blocked-domains", Map.of("domain", "a.example"));
        var other = rig.as(UUID.randomUUID());
        assertThat(domains(other.get("blocked-domains"))).isEmpty();
        assertThat(other.delete("blocked-domains/a.example").code()).isEqualTo(404);
        assertThat(domains(api.get("blocked-domains"))).containsExactly("a.example");
    }

    @Test
    void whoIsNotSignedInGetsNothing() {
        var nobody = api.with("Authorization", "Bearer nonsense");
        assertThat(nobody.get("blocked-domains").code()).isEqualTo(401);
        assertThat(nobody.put("blocked-domains", Map.of("domain", "a.example")).code())
                .isEqualTo(401);
        assertThat(nobody.delete("blocked-domains/a.example").code()).isEqualTo(401);
    }
}
