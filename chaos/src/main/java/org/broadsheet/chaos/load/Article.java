package org.broadsheet.chaos.load;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * An article as a person sees it listed.
 *
 * @param sharers how many there are, by the service's count
 * @param texts what each sharer that is shown said, by the sharer's name
 */
public record Article(UUID id, String url, long sharers, List<String> texts, boolean read, boolean saved) {
    public Article {
        requireNonNull(id, "id");
        requireNonNull(url, "url");
        texts = List.copyOf(texts);
    }

    /** Who is shown to have shared it. */
    public Set<String> names() {
        return texts.stream().map(text -> text.substring(0, text.indexOf(": "))).collect(Collectors.toSet());
    }

    static Article of(JsonNode json) {
        var texts = new ArrayList<String>();
        json.path("sharers")
                .forEach(sharer -> texts.add(sharer.path("name").asText() + ": "
                        + sharer.path("text").asText()));
        return new Article(
                UUID.fromString(json.path("id").asText()),
                json.path("url").asText(),
                json.path("sharerCount").asLong(),
                texts,
                json.path("read").asBoolean(),
                json.path("saved").asBoolean());
    }
}
