package org.broadsheet.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.events.Mute;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code /api/v1/rules}: what was imported is seen, switched off and on, and ends when its time comes. */
class RulesIT {
    private static FilterRig rig;

    private MuteWorld world;

    @BeforeAll
    static void start() {
        rig = new FilterRig();
    }

    @AfterAll
    static void stop() throws SQLException {
        rig.close();
    }

    @BeforeEach
    void anew() {
        world = new MuteWorld(rig);
        world.subscribe();
    }

    private JsonNode list() {
        var answer = rig.as(world.user).get("rules");
        assertThat(answer.code()).as(answer.text()).isEqualTo(200);
        return answer.data();
    }

    private JsonNode only() {
        var data = list();
        assertThat(data.path("totalItems").asInt()).isEqualTo(1);
        return data.path("items").path(0);
    }

    private void turn(String id, boolean enabled) {
        assertThat(rig.as(world.user)
                        .put("rules/" + id, Map.of("enabled", enabled))
                        .code())
                .isEqualTo(200);
    }

    @Test
    void importedRulesSayWhereTheyCameFrom() {
        var until = Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
        rig.deliver(world.mutes(1, Mute.word("alpha", true, until)));
        var rule = only();
        assertThat(rule.path("when").asText()).isEqualTo("text:\"alpha\"");
        assertThat(rule.path("action").asText()).isEqualTo("hide");
        assertThat(Instant.parse(rule.path("until").asText())).isEqualTo(until);
        assertThat(rule.path("enabled").asBoolean()).isTrue();
        assertThat(rule.path("origin").path("network").asText()).isEqualTo("mastodon");
        assertThat(rule.path("origin").path("handle").asText()).isEqualTo("ann@social.example");
        assertThat(rule.path("origin").path("connectionId").asText()).isEqualTo(world.connection.toString());
        assertThat(rule.path("origin").path("kind").asText()).isEqualTo("word");
    }

    @Test
    void theyComeInPagesAndGoWithTheirNetwork() {
        rig.deliver(world.mutes(
                1, Mute.word("alpha", true, null), Mute.word("bravo", true, null), Mute.server("spam.test")));
        var page = rig.as(world.user).get("rules?page=2&size=2").data();
        assertThat(page.path("totalItems").asInt()).isEqualTo(3);
        assertThat(page.path("totalPages").asInt()).isEqualTo(2);
        assertThat(page.path("items")).hasSize(1);
        assertThat(rig.as(world.user).get("rules?size=1000").code()).isEqualTo(400);

        rig.deliver(world.mutes(2, Mute.word("bravo", true, null)));
        assertThat(only().path("when").asText()).isEqualTo("text:\"bravo\"");
        rig.deliver(world.closed());
        assertThat(list().path("items")).isEmpty();
    }

    @Test
    void aRuleThatIsSwitchedOffHidesNothingAndStaysSoAtTheNextImport() {
        var entry = world.entry("alpha", "Some text");
        rig.deliver(entry, world.mutes(1, Mute.word("alpha", true, null)));
        assertThat(world.hiddenBy(entry)).isNotEmpty();
        var id = only().path("id").asText();
        assertThat(UUID.fromString(id).version()).isEqualTo(7);

        turn(id, false);
        assertThat(world.hiddenBy(entry)).isEmpty();
        rig.deliver(world.mutes(2, Mute.word("Alpha", true, null), Mute.word("bravo", true, null)));
        assertThat(world.hiddenBy(entry)).isEmpty();
        rig.deliver(world.mutes(3));
        rig.deliver(world.mutes(4, Mute.word("alpha", true, null)));
        assertThat(world.hiddenBy(entry)).isEmpty();
        assertThat(only().path("enabled").asBoolean()).isFalse();

        turn(only().path("id").asText(), true);
        assertThat(world.hiddenBy(entry)).startsWith("text:\"alpha\"");
    }

    @Test
    void deletingSwitchesOffAndCanBeTakenBack() {
        var entry = world.entry("alpha", "Some text");
        rig.deliver(entry, world.mutes(1, Mute.word("alpha", true, null)));
        var id = only().path("id").asText();
        assertThat(rig.as(world.user).delete("rules/" + id).code()).isEqualTo(200);
        assertThat(rig.as(world.user).delete("rules/" + id).code()).isEqualTo(200);
        assertThat(world.hiddenBy(entry)).isEmpty();
        turn(id, true);
        assertThat(world.hiddenBy(entry)).isNotEmpty();
    }

    @Test
    void anothersRuleLooksLikeNone() {
        rig.deliver(world.mutes(1, Mute.word("alpha", true, null)));
        var id = only().path("id").asText();
        var other = rig.as(UUID.randomUUID());
        assertThat(other.get("rules").data().path("items")).isEmpty();
        for (var unknown : List.of(id, UUID.randomUUID().toString())) {
            assertThat(other.put("rules/" + unknown, Map.of("enabled", false)).code())
                    .isEqualTo(404);
            assertThat(other.delete("rules/" + unknown).code()).isEqualTo(404);
        }
        assertThat(only().path("enabled").asBoolean()).isTrue();
        assertThat(rig.as(world.user).put("rules/" + id, Map.of()).code()).isEqualTo(400);
    }

    @Test
    void aRuleEndsWhenItsTimeComesAndItsEntriesComeBack() {
        var soon = Instant.now().plus(Duration.ofHours(1));
        var brief = world.entry("alpha", "Some text");
        var lasting = world.entry("bravo", "Some text");
        rig.deliver(brief, lasting);
        rig.deliver(world.mutes(
                1, Mute.word("alpha", true, soon), Mute.word("bravo", true, soon.plus(Duration.ofHours(1)))));
        rig.endOver(soon.minusMillis(1));
        assertThat(world.hiddenBy(brief)).isNotEmpty();

        rig.endOver(soon);
        assertThat(world.hiddenBy(brief)).isEmpty();
        assertThat(world.hiddenBy(lasting)).isNotEmpty();
        assertThat(only().path("when").asText()).isEqualTo("text:\"bravo\"");

        rig.deliver(world.mutes(2, Mute.word("alpha", true, null), Mute.word("bravo", true, null)));
        assertThat(world.hiddenBy(brief)).as("the network lets it go on").isNotEmpty();
    }

    @Test
    void aRuleThatWasOverWhenItCameIsNone() {
        rig.deliver(world.mutes(1, Mute.word("alpha", true, Instant.now().minusSeconds(1))));
        assertThat(list().path("items")).isEmpty();
    }

    @Test
    void rulesOfOnesOwnAreNotThereYet() {
        assertThat(rig.as(world.user)
                        .post("rules", Map.of("when", "domain:a.test", "action", "hide"))
                        .code())
                .isIn(404, 405, 501);
    }
}
