package org.broadsheet.ingest.source;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of the sources. Whoever changes one locks it first. */
@Singleton
@Transactional("ingest")
class SourceRepository {
    private static final String ADD = """
            INSERT INTO source (id, url, host, state, reason, next_poll_at, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (url) DO NOTHING""";

    private static final String LOCK_BY_URL = "SELECT * FROM source WHERE url = ? FOR UPDATE";

    private static final String LOCK = "SELECT * FROM source WHERE id = ? FOR UPDATE";

    private static final String FIND = "SELECT * FROM source WHERE id = ?";

    private static final String WAKE =
            "UPDATE source SET next_poll_at = ? WHERE id = ? AND next_poll_at IS NULL RETURNING *";

    /** A source that nobody reads is not polled, and the poll in hand has no effect. */
    private static final String REST = """
            UPDATE source SET next_poll_at = NULL, due_slot = NULL
             WHERE id = ?
               AND NOT EXISTS (SELECT FROM subscription WHERE source_id = source.id AND NOT ended)""";

    private static final String TIMELINES = """
            SELECT id FROM source
             WHERE url LIKE 'timeline:%' AND starts_with(url, ?) AND replaced_by IS NULL ORDER BY id""";

    private static final String PLACE_AT_SERVER = """
            UPDATE source SET host = 'timelines at ' || split_part(connection.server, '//', 2)
              FROM connection
             WHERE source.url = ? AND connection.id = ? AND connection.state <> 'closed'""";

    private static final String HASTEN = """
            UPDATE source SET next_poll_at = ?, state = CASE state WHEN 'gone' THEN 'pending' ELSE state END
             WHERE id = ?
               AND EXISTS (SELECT FROM subscription WHERE source_id = source.id AND NOT ended)""";

    /**
     * Those that rest or were read well. What failed has its own time to be tried again, what is in hand is being read.
     */
    private static final String HASTEN_TIMELINES_OF = """
            UPDATE source SET next_poll_at = ?
             WHERE id IN (SELECT s.id
                            FROM subscription JOIN source AS s ON s.id = source_id
                           WHERE user_id = ANY (?) AND NOT ended AND s.url LIKE 'timeline:%' AND s.replaced_by IS NULL
                             AND s.due_slot IS NULL
                             AND (s.state = 'active' OR s.next_poll_at IS NULL AND s.state <> 'gone')
                           ORDER BY s.id FOR UPDATE OF s)""";

    private static final String COUNT_TELLING = "UPDATE source SET version = version + 1 WHERE id = ? RETURNING *";

    private static final String REPLACE = """
            UPDATE source
               SET replaced_by = ?, next_poll_at = NULL, due_slot = NULL, last_poll_at = ?, version = version + 1
             WHERE id = ?""";

    private static final String MOVE = """
            UPDATE source SET url = ?, host = ?, moved_to = NULL, moved_count = 0, etag = NULL, last_modified = NULL
             WHERE id = ?
               AND NOT EXISTS (SELECT FROM source AS other WHERE other.url = ?)""";

    private static final String FINISH = """
            UPDATE source
               SET state = ?, title = ?, entries = ?, etag = ?, last_modified = ?, body_hash = ?, failures = ?,
                   reason = ?, moved_to = ?, moved_count = ?, last_poll_at = ?, ttl_seconds = ?, quiet_hours = ?, quiet_days = ?,
                   due_slot = NULL, version = version + 1,
                   next_poll_at = CASE WHEN EXISTS (SELECT FROM subscription WHERE source_id = source.id AND NOT ended)
                                       THEN ?::timestamptz END
             WHERE id = ?
            RETURNING *""";

    private final JdbcOperations jdbc;

    SourceRepository(@Named("ingest") JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds a source that is due at once; does nothing if its address has one. */
    void add(UUID id, SourceUrl url, Instant now) {
        jdbc.prepareStatement(ADD, statement -> {
            statement.setObject(1, id);
            statement.setString(2, url.url());
            statement.setString(3, url.host());
            statement.setString(4, url.problem() == null ? "pending" : "failing");
            statement.setString(5, url.problem());
            statement.setObject(6, url.problem() == null ? SourceRow.time(now) : null);
            statement.setObject(7, SourceRow.time(now));
            return statement.executeUpdate();
        });
    }

    Optional<Source> lockByUrl(String url) {
        return jdbc.prepareStatement(LOCK_BY_URL, statement -> {
            statement.setString(1, url);
            return one(statement);
        });
    }

    Optional<Source> lock(UUID id) {
        return byId(LOCK, id);
    }

    Optional<Source> find(UUID id) {
        return byId(FIND, id);
    }

    /** Makes a resting source due. */
    Optional<Source> wake(UUID id, Instant at) {
        return jdbc.prepareStatement(WAKE, statement -> {
            statement.setObject(1, SourceRow.time(at));
            statement.setObject(2, id);
            return one(statement);
        });
    }

    void restUnlessRead(UUID id) {
        jdbc.prepareStatement(REST, statement -> {
            statement.setObject(1, id);
            return statement.executeUpdate();
        });
    }

    /** The timelines whose addresses begin so. */
    List<UUID> timelines(String prefix) {
        return jdbc.prepareStatement(TIMELINES, statement -> {
            statement.setString(1, prefix);
            try (var result = statement.executeQuery()) {
                var ids = new ArrayList<UUID>();
                while (result.next()) {
                    ids.add(result.getObject(1, UUID.class));
                }
                return ids;
            }
        });
    }

    /** Has a timeline's polls counted with those of the same server, once it is known. */
    void placeAtServer(String url, UUID connectionId) {
        jdbc.prepareStatement(PLACE_AT_SERVER, statement -> {
            statement.setString(1, url);
            statement.setObject(2, connectionId);
            return statement.executeUpdate();
        });
    }

    /** Makes a source due that somebody reads, even if it was gone; a poll in hand is overtaken. */
    void hasten(UUID id, Instant at) {
        jdbc.prepareStatement(HASTEN, statement -> {
            statement.setObject(1, SourceRow.time(at));
            statement.setObject(2, id);
            return statement.executeUpdate();
        });
    }

    /** Makes the timelines of readers due. */
    void hastenTimelinesOf(Collection<UUID> userIds, Instant at) {
        int unused = jdbc.prepareStatement(HASTEN_TIMELINES_OF, statement -> {
            statement.setObject(1, SourceRow.time(at));
            statement.setArray(2, statement.getConnection().createArrayOf("uuid", userIds.toArray()));
            return statement.executeUpdate();
        });
    }

    /** With a new version, to be told anew. */
    Source countTelling(UUID id) {
        return byId(COUNT_TELLING, id).orElseThrow();
    }

    void replace(UUID id, UUID by, Instant at) {
        jdbc.prepareStatement(REPLACE, statement -> {
            statement.setObject(1, by);
            statement.setObject(2, SourceRow.time(at));
            statement.setObject(3, id);
            return statement.executeUpdate();
        });
    }

    /** Changes a source's address. @return whether it was free */
    boolean move(UUID id, SourceUrl url) {
        return jdbc.prepareStatement(MOVE, statement -> {
            statement.setString(1, url.url());
            statement.setString(2, url.host());
            statement.setObject(3, id);
            statement.setString(4, url.url());
            return statement.executeUpdate() == 1;
        });
    }

    /** Records the end of a poll: everything but address, id and versions, as the argument says. */
    Source finish(Source source, @Nullable Instant next) {
        return jdbc.prepareStatement(FINISH, statement -> {
                    statement.setString(1, source.state().wireName());
                    statement.setString(2, source.title());
                    statement.setLong(3, source.entries());
                    statement.setString(4, source.validators().etag());
                    statement.setString(5, source.validators().lastModified());
                    statement.setString(6, source.bodyHash());
                    statement.setInt(7, source.failures());
                    statement.setString(8, source.reason());
                    statement.setString(9, source.movedTo());
                    statement.setInt(10, source.movedCount());
                    statement.setObject(11, SourceRow.time(source.lastPollAt()));
                    var connection = statement.getConnection();
                    statement.setLong(12, source.wish().ttl().toSeconds());
                    statement.setArray(13, connection.createArrayOf("integer", SourceRow.hours(source.wish())));
                    statement.setArray(14, connection.createArrayOf("integer", SourceRow.days(source.wish())));
                    statement.setObject(15, SourceRow.time(next));
                    statement.setObject(16, source.id());
                    return one(statement);
                })
                .orElseThrow();
    }

    private Optional<Source> byId(String query, UUID id) {
        return jdbc.prepareStatement(query, statement -> {
            statement.setObject(1, id);
            return one(statement);
        });
    }

    private static Optional<Source> one(PreparedStatement statement) throws SQLException {
        try (var result = statement.executeQuery()) {
            return result.next() ? Optional.of(SourceRow.read(result)) : Optional.empty();
        }
    }
}
