package org.broadsheet.standalone.dlq;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.broadsheet.messaging.DeadLetter;
import org.jspecify.annotations.Nullable;

/** For programs: a JSON object on each line. */
final class JsonViews {
    private JsonViews() {}

    static LetterView groups(PrintWriter out) {
        var groups = new LetterGroups();
        return new LetterView(
                groups::add,
                () -> groups.groups()
                        .forEach((name, group) -> Json.line(out, json -> {
                            json.writeStringField("consumer", name.consumer());
                            json.writeStringField("reason", name.reason());
                            json.writeNumberField("letters", group.letters());
                            time(json, "oldest", group.oldest());
                            time(json, "newest", group.newest());
                        })));
    }

    static LetterView lines(PrintWriter out) {
        return LetterView.each(letter -> Json.line(out, json -> summary(json, letter)));
    }

    static LetterView pages(PrintWriter out) {
        return LetterView.each(letter -> Json.line(out, json -> {
            summary(json, letter);
            json.writeObjectFieldStart("headers");
            for (Map.Entry<String, String> header : letter.headers().entrySet()) {
                json.writeStringField(header.getKey(), header.getValue());
            }
            json.writeEndObject();
            body(json, letter.body());
        }));
    }

    private static void summary(JsonGenerator json, DeadLetter letter) throws IOException {
        json.writeStringField("id", letter.messageId().toString());
        json.writeStringField("consumer", letter.consumer());
        json.writeStringField("type", letter.type());
        json.writeStringField("reason", letter.reason());
        json.writeNumberField("attempts", letter.attempts());
        time(json, "failedAt", letter.failedAt());
        json.writeNumberField("bytes", letter.body().length);
    }

    /** As text where it is text and whole, else in base64. */
    private static void body(JsonGenerator json, byte[] body) throws IOException {
        boolean cut = body.length > TextViews.MAX_BODY;
        json.writeBooleanField("cut", cut);
        var shown = cut ? Arrays.copyOf(body, TextViews.MAX_BODY) : body;
        try {
            var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(shown)).toString();
            json.writeStringField("body", text);
        } catch (CharacterCodingException e) {
            json.writeBinaryField("bodyBase64", shown);
        }
    }

    private static void time(JsonGenerator json, String name, @Nullable Instant time) throws IOException {
        if (time == null) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, time.toString());
        }
    }
}
