package org.broadsheet.ingest.survey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;

import io.micronaut.core.type.Argument;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.events.Mute;
import org.broadsheet.events.OfferedTimeline;
import org.broadsheet.networks.survey.Finding;
import org.broadsheet.networks.survey.SurveyPart;

/** What surveys found, part by part. */
@Singleton
@Transactional("ingest")
class FoundRepository {
    private static final String KEEP = """
            INSERT INTO survey_part (connection_id, part, content, read_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (connection_id, part) DO UPDATE SET content = excluded.content, read_at = excluded.read_at""";

    private static final String CONTENT = "SELECT content FROM survey_part WHERE connection_id = ? AND part = ?";

    private static final String READ = "SELECT part FROM survey_part WHERE connection_id = ? ORDER BY read_at, part";

    private static final Argument<List<OfferedTimeline>> TIMELINES = Argument.listOf(OfferedTimeline.class);
    private static final Argument<List<Mute>> MUTES = Argument.listOf(Mute.class);

    private final JdbcOperations jdbc;
    private final ObjectMapper json;

    FoundRepository(@Named("ingest") JdbcOperations jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void keep(UUID connectionId, SurveyPart part, Finding.Found found, Instant at) {
        var content = part == SurveyPart.TIMELINES ? write(TIMELINES, found.timelines()) : write(MUTES, found.mutes());
        jdbc.prepareStatement(KEEP, statement -> {
            statement.setObject(1, connectionId);
            statement.setString(2, part.wireName());
            statement.setString(3, content);
            statement.setObject(4, at.atOffset(ZoneOffset.UTC));
            return statement.executeUpdate();
        });
    }

    List<OfferedTimeline> timelines(UUID connectionId) {
        return read(TIMELINES, connectionId, SurveyPart.TIMELINES);
    }

    /** Of all parts, those of words and servers first. */
    List<Mute> mutes(UUID connectionId) {
        return Arrays.stream(SurveyPart.values())
                .filter(part -> part != SurveyPart.TIMELINES)
                .flatMap(part -> read(MUTES, connectionId, part).stream())
                .toList();
    }

    /** All parts, what was read longest ago or never first: where a survey ends early, the next one begins. */
    List<SurveyPart> oldestFirst(UUID connectionId) {
        return jdbc.prepareStatement(READ, statement -> {
            statement.setObject(1, connectionId);
            try (var result = statement.executeQuery()) {
                var read = new ArrayList<String>();
                while (result.next()) {
                    read.add(result.getString(1));
                }
                var parts = Arrays.stream(SurveyPart.values())
                        .filter(part -> !read.contains(part.wireName()))
                        .collect(toCollection(ArrayList::new));
                read.forEach(name -> Arrays.stream(SurveyPart.values())
                        .filter(part -> part.wireName().equals(name))
                        .forEach(parts::add));
                return parts;
            }
        });
    }

    private <T> List<T> read(Argument<List<T>> type, UUID connectionId, SurveyPart part) {
        Optional<String> content = jdbc.prepareStatement(CONTENT, statement -> {
            statement.setObject(1, connectionId);
            statement.setString(2, part.wireName());
            try (var result = statement.executeQuery()) {
                return result.next() ? Optional.of(result.getString(1)) : Optional.empty();
            }
        });
        return content.map(text -> parse(type, text)).orElse(List.of());
    }

    private <T> List<T> parse(Argument<List<T>> type, String content) {
        try {
            return json.readValue(content, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> String write(Argument<List<T>> type, List<T> list) {
        try {
            return new String(json.writeValueAsBytes(type, list), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
