package org.broadsheet.networks.timeline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.broadsheet.links.PlainText;
import org.broadsheet.links.WebUrl;
import org.broadsheet.links.fetch.ApiResult;
import org.jspecify.annotations.Nullable;

/** Reads what networks answer. They may say anything: whatever does not fit is absent, and no list is endless. */
public final class Tree {
    /** Of items a page, links a post, attachments, mentions. */
    static final int MAX_LIST = 200;

    private static final int MAX_DEPTH = 200;
    private static final int MAX_ID = 1_000;
    private static final int MAX_NAME = 200;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(TimelineReader.MAX_BODY)
                            .build())
                    .build())
            .build();

    private Tree() {}

    public static Optional<JsonNode> parse(ApiResult.Answered answered) {
        try {
            return Optional.ofNullable(JSON.readTree(answered.body())).filter(JsonNode::isContainerNode);
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    /** A text that is not blank; of any length. */
    public static Optional<String> text(JsonNode json, String field) {
        return Optional.ofNullable(json.path(field).textValue()).filter(text -> !text.isBlank());
    }

    /** What things are known by: printable, at most 1,000 characters. */
    public static Optional<String> id(JsonNode json, String field) {
        return text(json, field)
                .filter(id -> id.length() <= MAX_ID && id.chars().allMatch(c -> c > ' ' && c != 0x7F));
    }

    /** A name for people, plain, at most 200 characters. */
    static Optional<String> name(JsonNode json, String field) {
        return text(json, field).map(text -> PlainText.cut(text, MAX_NAME));
    }

    /** A language tag; anything else is none. */
    static @Nullable String language(JsonNode tag) {
        var text = tag.textValue();
        return text == null || !text.matches("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,6}") ? null : text;
    }

    /** The beginning of a list; empty for what is none. */
    static List<JsonNode> list(JsonNode list) {
        return list(list, MAX_LIST);
    }

    /** The same of a length of one's own. */
    public static List<JsonNode> list(JsonNode list, int most) {
        return list.isArray()
                ? StreamSupport.stream(list.spliterator(), false).limit(most).toList()
                : List.of();
    }

    /** An http or https address of a length that is taken, as it is written. */
    static Optional<String> web(Optional<String> text) {
        return text.map(String::strip).filter(url -> WebUrl.parse(url) instanceof WebUrl);
    }

    static @Nullable String https(JsonNode json, String... fields) {
        for (var field : fields) {
            var url = web(text(json, field))
                    .filter(found -> found.toLowerCase(Locale.ROOT).startsWith("https://"));
            if (url.isPresent()) {
                return url.get();
            }
        }
        return null;
    }
}
