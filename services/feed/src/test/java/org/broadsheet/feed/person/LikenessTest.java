package org.broadsheet.feed.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LikenessTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Zoë Müller",
                "zoe muller",
                "ZOË  MÜLLER",
                " Zoë Müller (she/her)",
                "(on holiday) Zoë Müller",
                "Zoë Müller 🌈✨",
                "Zoë 👩‍🔬 Müller 🇩🇪",
                "Zoë Müller :verified: :blobcat_heart:",
                "Zoë\u00a0Mu\u0308ller\u200b",
                "Ｚｏë Müller（東京）"
            })
    void namesAreAlikeWithoutCaseAccentsEmojiAndAsides(String name) {
        assertThat(Likeness.foldedName(name)).isEqualTo("zoe muller");
    }

    @ParameterizedTest
    @CsvSource({"Zoë 2, zoe 2", "Straße, strasse", "Анна, анна", "'(she/her)', ''", "🌈, ''", "a:b, a:b", "C# *, c# *"})
    void whatIsLeftOfANameIsTheName(String name, String folded) {
        assertThat(Likeness.foldedName(name)).isEqualTo(folded);
    }

    @ParameterizedTest
    @CsvSource({
        "mastodon, anna@server.example, anna",
        "mastodon, @Anna@server.example, anna",
        "mastodon, anna, anna",
        "bluesky, Anna.bsky.social, anna",
        "bluesky, anna.example, anna.example",
        "bluesky, handle.invalid, ''",
        "bluesky, did:plc:abc, ''",
        "x, Anna, anna",
        "x, , ''"
    })
    void theStemIsThePartOfTheHandleThatAPersonChooses(String network, String handle, String stem) {
        assertThat(Likeness.stem(network, handle)).isEqualTo(stem);
    }

    @Test
    void whoSaysNothingOfThemselvesIsLikeNobody() {
        assertThat(Likeness.of(account("mastodon", "🌈", "anna@server.example")))
                .isEmpty();
        assertThat(Likeness.of(account("bluesky", "Anna", "did:plc:abc"))).isEmpty();
        assertThat(Likeness.of(account("feed", "Anna", "anna"))).isEmpty();
        assertThat(Likeness.of(account("x", "Anna", "anna"))).contains(new Likeness("anna", "anna"));
    }

    private static Account account(String network, String name, String handle) {
        return new Account(UUID.randomUUID(), network + ":1", network, name, handle, List.of());
    }
}
