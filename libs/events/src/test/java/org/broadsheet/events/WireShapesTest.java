package org.broadsheet.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The JSON of every message, pinned: a consumer of the version before and of the version after must read it. */
class WireShapesTest {
    private static ApplicationContext context;
    private static ObjectMapper json;

    @BeforeAll
    static void start() {
        // As the services run: strict towards callers of the API, lenient towards messages.
        context = ApplicationContext.run(Map.of("micronaut.serde.deserialization.ignore-unknown", false));
        json = context.getBean(ObjectMapper.class);
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @Test
    void everyTypeHasASample() {
        assertThat(Samples.all().stream().map(e -> MessageType.of(e.getClass())))
                .containsExactlyInAnyOrder(MessageType.values());
    }

    @Test
    void shapesRemainUnchanged() throws IOException {
        var lines = new StringBuilder();
        for (var event : Samples.all()) {
            lines.append(MessageType.of(event.getClass()).wireName()).append(' ');
            lines.append(json.writeValueAsString(event)).append('\n');
        }
        assertThat(lines.toString()).isEqualTo(pinned());
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        for (var event : Samples.all()) {
            var body = json.writeValueAsBytes(event);
            assertThat((Object) json.readValue(body, event.getClass())).isEqualTo(event);
        }
    }

    @Test
    void emptyListsAndAbsentComponentsAreReadBack() throws IOException {
        var entry = Samples.ENTRY_INGESTED;
        var bare = new EntryIngested(
                entry.entryId(), entry.sourceId(), 1, entry.sharer(), null, null, null, entry.sharedAt(), List.of());
        var verdict = new Verdict(entry.entryId(), 1, List.of(), null, List.of());
        var screened = new EntryScreened(bare, List.of(verdict));
        assertThat(json.readValue(json.writeValueAsBytes(screened), EntryScreened.class))
                .isEqualTo(screened);
    }

    @Test
    void aComponentAddedByALaterVersionIsIgnored() throws IOException {
        var body = "{\"userId\":\"0193a1b2-0000-7000-8000-000000000001\",\"rulesVersion\":3,\"later\":{\"a\":[1]}}";
        assertThat(json.readValue(body, RescreenDue.class).rulesVersion()).isEqualTo(3);
    }

    @Test
    void anArticleResolvedOfBeforeAliasesIsReadAsNamingNoOtherAddress() throws IOException {
        var body = "{\"linkKey\":\"" + "ab".repeat(32) + "\",\"version\":7,\"title\":\"A title\",\"readingMinutes\":4}";
        var article = json.readValue(body, ArticleResolved.class);
        assertThat(article.version()).isEqualTo(7);
        assertThat(article.title()).isEqualTo("A title");
        assertThat(article.canonical()).isNull();
    }

    @Test
    void anEntryOfBeforeSitesIsReadAsOfASharerWhoHasProvedNothing() throws IOException {
        var body = json.writeValueAsString(Samples.ENTRY_INGESTED).replace(",\"sites\":[\"ann.example\"]", "");
        assertThat(body).doesNotContain("sites");
        var sharer = json.readValue(body, EntryIngested.class).sharer();
        assertThat(sharer).isEqualTo(new Sharer(sharer.key(), "Ann", "@ann@social.example", Network.MASTODON));
        assertThat(sharer.sites()).isEmpty();
    }

    private static String pinned() throws IOException {
        return Files.readString(Path.of("src/test/resources/shapes.txt"), StandardCharsets.UTF_8);
    }
}
