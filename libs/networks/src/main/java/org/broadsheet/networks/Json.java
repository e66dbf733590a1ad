package org.broadsheet.networks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.broadsheet.links.WebUrl;
import org.broadsheet.links.fetch.ApiResult;
import org.broadsheet.settings.Secret;

/** Reads what servers answer. They may say anything, so whatever does not fit is absent. */
final class Json {
    private static final int MAX_TEXT = 300;
    private static final ObjectMapper JSON = new ObjectMapper();

    private Json() {}

    /** The object of a successful answer. */
    static Optional<JsonNode> ofSuccess(ApiResult result) {
        return result instanceof ApiResult.Answered answered && answered.status() / 100 == 2
                ? object(answered)
                : Optional.empty();
    }

    /** The object of an answer of any status. */
    static Optional<JsonNode> object(ApiResult.Answered answered) {
        try {
            return Optional.ofNullable(JSON.readTree(answered.body())).filter(JsonNode::isObject);
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    /** The {@code error} of an answer, empty text if there is none. */
    static String error(ApiResult.Answered answered) {
        return object(answered).flatMap(json -> text(json, "error")).orElse("");
    }

    /** A text of at most 300 characters, none of them a control character. */
    static Optional<String> text(JsonNode json, String field) {
        return Optional.ofNullable(json.path(field).textValue())
                .filter(text -> !text.isBlank() && text.length() <= MAX_TEXT)
                .filter(text -> text.chars().noneMatch(Character::isISOControl));
    }

    /** A token of a length that is taken, of the characters that a header may have. */
    static Optional<Secret> token(JsonNode json, String field) {
        return Optional.ofNullable(json.path(field).textValue())
                .filter(text -> !text.isEmpty() && text.length() <= Tokens.MAX_LENGTH)
                .filter(text -> text.chars().allMatch(c -> c > ' ' && c < 0x7F))
                .map(Secret::new);
    }

    /** A URL at the origin of another. */
    static Optional<URI> url(JsonNode json, String field, URI origin) {
        return text(json, field)
                .map(WebUrl::parse)
                .filter(WebUrl.class::isInstance)
                .map(WebUrl.class::cast)
                .filter(url -> Origins.isOf(url, origin))
                .map(WebUrl::toUri);
    }

    static boolean contains(JsonNode list, String value) {
        for (var element : list) {
            if (value.equals(element.textValue())) {
                return true;
            }
        }
        return false;
    }
}
