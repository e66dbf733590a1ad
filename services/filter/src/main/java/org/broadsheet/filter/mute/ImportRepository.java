package org.broadsheet.filter.mute;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.core.type.Argument;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.broadsheet.events.Mute;
import org.broadsheet.events.MutesRead;

/** What connections have said of mutes, and the parts of what they have not said to the end. */
@Singleton
@Transactional("filter")
class ImportRepository {
    private static final String ENSURE =
            "INSERT INTO mute_import (connection_id, user_id) VALUES (?, ?) ON CONFLICT DO NOTHING";

    private static final String IS_NEWER =
            "SELECT 1 FROM mute_import WHERE connection_id = ? AND user_id = ? AND version < ? AND NOT ended";

    private static final String ADD_PART =
            "INSERT INTO mute_part (connection_id, version, part, body) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING";

    private static final String PARTS =
            "SELECT body FROM mute_part WHERE connection_id = ? AND version = ? ORDER BY part";

    private static final String DROP_PARTS = "DELETE FROM mute_part WHERE connection_id = ? AND version <= ?";

    private static final String ADVANCE =
            "UPDATE mute_import SET network = ?, handle = ?, version = ? WHERE connection_id = ?";

    private static final String END = """
            UPDATE mute_import SET ended = true, network = NULL, handle = NULL WHERE connection_id = ? AND user_id = ?""";

    private static final Argument<List<Mute>> MUTES = Argument.listOf(Mute.class);

    private final JdbcOperations jdbc;
    private final ObjectMapper json;

    ImportRepository(@Named("filter") JdbcOperations jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void ensure(UUID connectionId, UUID userId) {
        update(ENSURE, connectionId, userId);
    }

    /** Whether this says more than what counts by now. */
    boolean isNewer(MutesRead read) {
        return jdbc.prepareStatement(IS_NEWER, statement -> {
            statement.setObject(1, read.connectionId());
            statement.setObject(2, read.userId());
            statement.setLong(3, read.version());
            try (var result = statement.executeQuery()) {
                return result.next();
            }
        });
    }

    void addPart(MutesRead read) {
        update(ADD_PART, read.connectionId(), read.version(), read.part(), write(read.mutes()));
    }

    /** The parts of this version that are there. */
    List<List<Mute>> parts(MutesRead read) {
        return jdbc.prepareStatement(PARTS, statement -> {
            statement.setObject(1, read.connectionId());
            statement.setLong(2, read.version());
            try (var result = statement.executeQuery()) {
                var parts = new ArrayList<List<Mute>>();
                while (result.next()) {
                    parts.add(parse(result.getString(1)));
                }
                return parts;
            }
        });
    }

    /** This version counts from now on. */
    void advance(MutesRead read) {
        update(ADVANCE, read.network().wireName(), read.handle(), read.version(), read.connectionId());
        update(DROP_PARTS, read.connectionId(), read.version());
    }

    void end(UUID connectionId, UUID userId) {
        update(END, connectionId, userId);
        update(DROP_PARTS, connectionId, Long.MAX_VALUE);
    }

    private void update(String statement, Object... parameters) {
        jdbc.prepareStatement(statement, prepared -> {
            for (int i = 0; i < parameters.length; i++) {
                prepared.setObject(i + 1, parameters[i]);
            }
            return prepared.executeUpdate();
        });
    }

    private List<Mute> parse(String body) {
        try {
            return json.readValue(body, MUTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String write(List<Mute> mutes) {
        try {
            return new String(json.writeValueAsBytes(MUTES, mutes), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
