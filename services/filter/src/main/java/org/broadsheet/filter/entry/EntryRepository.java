package org.broadsheet.filter.entry;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.events.EntryIngested;
import org.broadsheet.events.EntryLink;

/** The entries as ingest sent them. */
@Singleton
@Transactional("filter")
public class EntryRepository {
    /** What was sent later but is older is not kept. */
    private static final String STORE = """
            INSERT INTO entry (id, source_id, version, shared_at, domains, body, folded, sharer_names)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE
               SET version = excluded.version, shared_at = excluded.shared_at, domains = excluded.domains,
                   body = excluded.body, folded = excluded.folded, sharer_names = excluded.sharer_names
             WHERE entry.version < excluded.version""";

    private static final String DROP_LINKS = "DELETE FROM entry_link WHERE entry_id = ?";

    private static final String ADD_LINK = "INSERT INTO entry_link (entry_id, link_key, names) VALUES (?, ?, ?)";

    private static final String BODIES = "SELECT id, octet_length(body), body FROM entry WHERE id = ANY (?)";

    private static final String NOT_FOLDED = "SELECT body FROM entry WHERE id = ANY (?) AND folded IS NULL ORDER BY id";

    private static final String FOLD =
            "UPDATE entry SET folded = ?, sharer_names = ? WHERE id = ? AND version = ? AND folded IS NULL";

    private static final String OF_SOURCE = "SELECT id FROM entry WHERE source_id = ? AND id > ? ORDER BY id LIMIT ?";

    private static final String FORGET_OLD = """
            DELETE FROM entry
             WHERE id IN (
                   SELECT id
                     FROM (SELECT id, received_at, row_number() OVER (PARTITION BY source_id ORDER BY shared_at DESC) AS rank
                             FROM entry) AS ranked
                    WHERE rank > 50 AND received_at < now() - interval '30 days')""";

    private final JdbcOperations jdbc;
    private final ObjectMapper json;

    EntryRepository(@Named("filter") JdbcOperations jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** @return the ids of those that are new or newer than what was there */
    public List<UUID> store(Collection<EntryIngested> entries) {
        return jdbc.execute(connection -> {
            var stored = new ArrayList<UUID>();
            for (var entry : entries) {
                if (store(connection, entry)) {
                    stored.add(entry.entryId());
                }
            }
            return stored;
        });
    }

    /** @param bytes of the entry as JSON */
    public record Stored(EntryIngested entry, int bytes) {}

    public Map<UUID, Stored> find(Collection<UUID> ids) {
        return jdbc.prepareStatement(BODIES, statement -> {
            statement.setArray(1, statement.getConnection().createArrayOf("uuid", ids.toArray()));
            try (var result = statement.executeQuery()) {
                var entries = new HashMap<UUID, Stored>();
                while (result.next()) {
                    entries.put(
                            result.getObject(1, UUID.class), new Stored(read(result.getString(3)), result.getInt(2)));
                }
                return entries;
            }
        });
    }

    /** Has words looked for in entries from before that was done. */
    public void fold(Collection<UUID> ids) {
        var entries = jdbc.prepareStatement(NOT_FOLDED, statement -> {
            statement.setArray(1, statement.getConnection().createArrayOf("uuid", ids.toArray()));
            try (var result = statement.executeQuery()) {
                var found = new ArrayList<EntryIngested>();
                while (result.next()) {
                    found.add(read(result.getString(1)));
                }
                return found;
            }
        });
        entries.forEach(this::fold);
    }

    private void fold(EntryIngested entry) {
        jdbc.prepareStatement(FOLD, statement -> {
            statement.setString(1, Folding.of(entry));
            statement.setArray(
                    2,
                    statement
                            .getConnection()
                            .createArrayOf(
                                    "text", SharerNames.of(entry.sharer()).toArray()));
            statement.setObject(3, entry.entryId());
            statement.setLong(4, entry.version());
            return statement.executeUpdate();
        });
    }

    /** The ids of a source's entries after one of them, in their order. */
    public List<UUID> ofSource(UUID sourceId, UUID after, int limit) {
        return jdbc.prepareStatement(OF_SOURCE, statement -> {
            statement.setObject(1, sourceId);
            statement.setObject(2, after);
            statement.setInt(3, limit);
            try (var result = statement.executeQuery()) {
                var ids = new ArrayList<UUID>();
                while (result.next()) {
                    ids.add(result.getObject(1, UUID.class));
                }
                return ids;
            }
        });
    }

    /** @return how many were older than anyone may ask for */
    public int forgetOld() {
        return jdbc.prepareStatement(FORGET_OLD, statement -> statement.executeUpdate());
    }

    private boolean store(Connection connection, EntryIngested entry) throws SQLException {
        try (var statement = connection.prepareStatement(STORE)) {
            statement.setObject(1, entry.entryId());
            statement.setObject(2, entry.sourceId());
            statement.setLong(3, entry.version());
            statement.setObject(4, OffsetDateTime.ofInstant(entry.sharedAt(), ZoneOffset.UTC));
            statement.setArray(
                    5,
                    connection.createArrayOf(
                            "text",
                            entry.links().stream()
                                    .map(EntryLink::domain)
                                    .distinct()
                                    .toArray()));
            statement.setString(6, write(entry));
            statement.setString(7, Folding.of(entry));
            statement.setArray(
                    8,
                    connection.createArrayOf(
                            "text", SharerNames.of(entry.sharer()).toArray()));
            if (statement.executeUpdate() == 0) {
                return false;
            }
        }
        replaceLinks(connection, entry);
        return true;
    }

    private static void replaceLinks(Connection connection, EntryIngested entry) throws SQLException {
        try (var drop = connection.prepareStatement(DROP_LINKS);
                var add = connection.prepareStatement(ADD_LINK)) {
            drop.setObject(1, entry.entryId());
            drop.executeUpdate();
            for (var link : entry.links()) {
                add.setObject(1, entry.entryId());
                add.setString(2, link.linkKey());
                add.setArray(
                        3, connection.createArrayOf("text", LinkNames.of(link).toArray()));
                add.addBatch();
            }
            add.executeBatch();
        }
    }

    private String write(EntryIngested entry) {
        try {
            return json.writeValueAsString(entry);
        } catch (IOException e) {
            throw new IllegalArgumentException("an entry has no JSON form", e);
        }
    }

    private EntryIngested read(String body) {
        try {
            return json.readValue(body, EntryIngested.class);
        } catch (IOException e) {
            throw new IllegalStateException("an entry's stored form can't be read", e);
        }
    }
}
