package org.broadsheet.networks.timeline;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a timeline was read. It is written as JSON of a few KiB that means nothing to anyone else.
 *
 * @param at when the timeline was last read
 * @param newest the newest id seen; X only
 * @param anchor an id some way below the newest, from which the next pull climbs; null where the server has no such pages
 * @param recent what was seen lately
 * @param gap what a budget left out; X only
 */
record Cursor(
        Instant at,
        @Nullable String newest,
        @Nullable String anchor,
        Recent recent,
        @Nullable Gap gap) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_LENGTH = 16_384;
    private static final int VERSION = 1;

    /** Posts above one id and below another that were not paid for yet. */
    record Gap(@Nullable String since, String until) {
        Gap {
            requireNonNull(until, "until");
        }
    }

    Cursor {
        requireNonNull(at, "at");
        requireNonNull(recent, "recent");
    }

    /** Reads what {@link #write} wrote; empty for anything else, which starts the timeline anew. */
    static Optional<Cursor> read(@Nullable String text) {
        if (text == null || text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            var json = JSON.readTree(text);
            return json.path("v").asInt() == VERSION
                    ? ShareTime.parse(json.path("at").asText("")).map(at -> of(json, at))
                    : Optional.empty();
        } catch (JsonProcessingException | IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private static Cursor of(JsonNode json, Instant at) {
        var until = json.path("gapUntil").textValue();
        return new Cursor(
                at,
                json.path("newest").textValue(),
                json.path("anchor").textValue(),
                Recent.parse(
                        json.path("recent").asText(""), json.path("forgetful").asBoolean(false)),
                until == null ? null : new Gap(json.path("gapSince").textValue(), until));
    }

    String write() {
        var json = JSON.createObjectNode()
                .put("v", VERSION)
                .put("at", at.toString())
                .put("newest", newest)
                .put("anchor", anchor)
                .put("recent", recent.toString())
                .put("forgetful", recent.isForgetful());
        if (gap != null) {
            json.put("gapSince", gap.since()).put("gapUntil", gap.until());
        }
        return json.toString();
    }
}
