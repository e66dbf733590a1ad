package org.broadsheet.networks.survey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.broadsheet.events.Mute;
import org.broadsheet.events.Network;
import org.broadsheet.links.fetch.ApiResult;
import org.broadsheet.testing.Corpus;
import org.junit.jupiter.api.Test;

/** Filters as real servers answered them. */
class RecordedFiltersTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private static JsonNode read(String file) throws IOException {
        return JSON.readTree(Files.readString(Corpus.path(file)));
    }

    /** @param old what is answered to the question of before, where the new one is not known */
    private static List<Mute> words(boolean old, JsonNode answer) {
        var inquiry = Inquiry.about(Network.MASTODON, URI.create("https://social.example"), "7").stream()
                .filter(one -> one.part() == SurveyPart.WORDS)
                .findFirst()
                .orElseThrow();
        for (var request = inquiry.next(); request.isPresent(); request = inquiry.next()) {
            boolean known = request.get().uri().getPath().contains("v2") != old;
            inquiry.take(
                    new ApiResult.Answered(
                            known ? 200 : 404, Map.of(), answer.toString().getBytes(UTF_8)),
                    NOW);
        }
        assertThat(inquiry.finding()).isInstanceOf(Finding.Found.class);
        return ((Finding.Found) inquiry.finding()).mutes();
    }

    @Test
    void aFilterOfTheHomeTimelineIsRead() throws IOException {
        var filter = read("mastodon/recordings/v2_filters_keywords.json")
                .path(0)
                .path("response")
                .path("body");
        assertThat(words(false, JSON.createArrayNode().add(filter)))
                .containsExactly(Mute.word("spam", true, null), Mute.word("eggs", false, null));
    }

    @Test
    void filtersOfOtherTimelinesAreNot() throws IOException {
        var filters = read("mastodon/bigbone/filter_list.json");
        assertThat(filters).hasSize(2);
        assertThat(words(false, filters)).isEmpty();
    }

    @Test
    void aFilterFromBeforeIsRead() throws IOException {
        var filters = read("mastodon/recordings/entity_filter.json")
                .path(0)
                .path("response")
                .path("body");
        assertThat(words(true, filters)).containsExactly(Mute.word("animes", false, null));
    }
}
