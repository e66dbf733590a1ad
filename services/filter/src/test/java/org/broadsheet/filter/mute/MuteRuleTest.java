package org.broadsheet.filter.mute;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.broadsheet.events.Mute;
import org.junit.jupiter.api.Test;

class MuteRuleTest {
    private static final Instant SOON = Instant.parse("2026-11-21T00:00:00Z");
    private static final Instant LATER = Instant.parse("2026-12-21T00:00:00Z");

    private static String expression(Mute mute) {
        return MuteRule.of(mute).orElseThrow().expression();
    }

    @Test
    void rulesAreWrittenInTheRuleLanguage() {
        assertThat(expression(Mute.word("two \"words\"", true, null))).isEqualTo("text:\"two \\\"words\\\"\"");
        assertThat(expression(Mute.word("c++/", false, null))).isEqualTo("text:/c\\+\\+\\//i");
        assertThat(expression(Mute.account("mastodon:https://b.example/users/bob", "bob@b.example", null)))
                .isEqualTo("sharer:@bob@b.example");
        assertThat(expression(Mute.server("Spam.example"))).isEqualTo("sharer:@*@spam.example");
    }

    @Test
    void whatIsNothingIsNoRule() {
        assertThat(MuteRule.of(Mute.word("\u200B.\u200B".replace(".", ""), true, null)))
                .isEmpty();
        assertThat(MuteRule.of(Mute.server("not a server"))).isEmpty();
    }

    @Test
    void ofTwoThatLookForTheSameTheOneThatLastsCounts() {
        var soon = MuteRule.of(Mute.word("word", true, SOON)).orElseThrow();
        var later = MuteRule.of(Mute.word("Word", true, LATER)).orElseThrow();
        var always = MuteRule.of(Mute.word("WORD", true, null)).orElseThrow();
        assertThat(soon.longer(later)).isEqualTo(later);
        assertThat(later.longer(soon)).isEqualTo(later);
        assertThat(later.longer(always)).isEqualTo(always);
        assertThat(always.longer(later)).isEqualTo(always);
    }

    @Test
    void whatIsMutedIsNotPrinted() {
        assertThat(MuteRule.of(Mute.word("secret", true, null)).orElseThrow())
                .asString()
                .doesNotContain("secret");
    }
}
