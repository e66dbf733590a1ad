package org.broadsheet.ingest.entry;

import static java.util.stream.Collectors.toMap;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** The rows of the entries seen. Its callers hold the lock of the source. */
@Singleton
@Transactional("ingest")
class EntryRepository {
    private static final String SEEN = """
            SELECT id, guid, version, content_hash, shared_at FROM entry WHERE source_id = ? AND guid = ANY (?)""";

    private static final String STORE = """
            INSERT INTO entry (id, source_id, guid, version, content_hash, shared_at, seen_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (source_id, guid) DO UPDATE
               SET version = excluded.version, content_hash = excluded.content_hash
             WHERE entry.version <= excluded.version""";

    private static final String FORGET = """
            DELETE FROM entry
             WHERE source_id = ? AND seen_at < ?
               AND NOT EXISTS (SELECT FROM unnest(?) AS listed (guid) WHERE listed.guid = entry.guid)""";

    private static final String COUNT_SINCE = "SELECT count(*) FROM entry WHERE source_id = ? AND shared_at >= ?";

    private static final String TOLD = """
            SELECT id, guid, version, content_hash, shared_at FROM entry
             WHERE source_id = ? AND seen_at >= ? AND version > 0 AND content_hash <> ?""";

    private final JdbcOperations jdbc;

    EntryRepository(@Named("ingest") JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of these guids that were seen before, by guid. */
    Map<String, SeenEntry> seen(UUID sourceId, Collection<String> guids) {
        return jdbc.prepareStatement(SEEN, statement -> {
            statement.setObject(1, sourceId);
            statement.setArray(2, statement.getConnection().createArrayOf("text", guids.toArray()));
            return entries(statement).stream().collect(toMap(SeenEntry::guid, Function.identity()));
        });
    }

    /** Those that were first seen since then, and are in feeds by now. */
    List<SeenEntry> told(UUID sourceId, Instant since) {
        return jdbc.prepareStatement(TOLD, statement -> {
            statement.setObject(1, sourceId);
            statement.setObject(2, since.atOffset(ZoneOffset.UTC));
            statement.setString(3, SeenEntry.WITHDRAWN);
            return entries(statement);
        });
    }

    private static List<SeenEntry> entries(PreparedStatement statement) throws SQLException {
        try (var result = statement.executeQuery()) {
            var entries = new ArrayList<SeenEntry>();
            while (result.next()) {
                entries.add(new SeenEntry(
                        result.getObject(1, UUID.class),
                        result.getString(2),
                        result.getLong(3),
                        result.getString(4),
                        result.getObject(5, OffsetDateTime.class).toInstant()));
            }
            return entries;
        }
    }

    /** New ones and new versions of known ones. */
    void store(UUID sourceId, Collection<SeenEntry> entries, Instant seenAt) {
        jdbc.prepareStatement(STORE, statement -> {
            for (var entry : entries) {
                bind(statement, sourceId, entry, seenAt);
                statement.addBatch();
            }
            return statement.executeBatch();
        });
    }

    private static void bind(PreparedStatement statement, UUID sourceId, SeenEntry entry, Instant seenAt)
            throws SQLException {
        statement.setObject(1, entry.id());
        statement.setObject(2, sourceId);
        statement.setString(3, entry.guid());
        statement.setLong(4, entry.version());
        statement.setString(5, entry.contentHash());
        statement.setObject(6, entry.sharedAt().atOffset(ZoneOffset.UTC));
        statement.setObject(7, seenAt.atOffset(ZoneOffset.UTC));
    }

    /** Those that were first seen before then, except these. */
    void forget(UUID sourceId, Instant seenBefore, Collection<String> listed) {
        int unused = jdbc.prepareStatement(FORGET, statement -> {
            statement.setObject(1, sourceId);
            statement.setObject(2, seenBefore.atOffset(ZoneOffset.UTC));
            statement.setArray(3, statement.getConnection().createArrayOf("text", listed.toArray()));
            return statement.executeUpdate();
        });
    }

    long countSince(UUID sourceId, Instant since) {
        return jdbc.prepareStatement(COUNT_SINCE, statement -> {
            statement.setObject(1, sourceId);
            statement.setObject(2, since.atOffset(ZoneOffset.UTC));
            try (var result = statement.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        });
    }
}
