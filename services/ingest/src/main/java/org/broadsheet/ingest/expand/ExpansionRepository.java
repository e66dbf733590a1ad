package org.broadsheet.ingest.expand;

import static java.util.Comparator.comparing;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Where short links lead, as found out by any process. */
@Singleton
@Transactional("ingest")
class ExpansionRepository {
    /** Of expired rows in one go. */
    private static final int BATCH = 500;
    /** A source that is still polled asks again long before. */
    private static final Duration KEPT = Duration.ofDays(7);

    private static final String FIND = "SELECT url, target, expires_at FROM link_expansion WHERE url = ANY (?)";

    /** A failure never takes away what an earlier success has found. */
    private static final String STORE = """
            INSERT INTO link_expansion (url, target, expires_at) VALUES (?, ?, ?)
            ON CONFLICT (url) DO UPDATE
               SET target = coalesce(excluded.target, link_expansion.target), expires_at = excluded.expires_at""";

    private static final String FORGET = """
            DELETE FROM link_expansion WHERE url IN (
                SELECT url FROM link_expansion WHERE expires_at < ? ORDER BY expires_at LIMIT ?
                   FOR UPDATE SKIP LOCKED)""";

    private final JdbcOperations jdbc;

    ExpansionRepository(@Named("ingest") JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    Map<String, KnownTarget> find(Collection<String> urls) {
        return jdbc.prepareStatement(FIND, statement -> {
            statement.setArray(1, statement.getConnection().createArrayOf("text", urls.toArray()));
            try (var result = statement.executeQuery()) {
                var known = new HashMap<String, KnownTarget>();
                while (result.next()) {
                    String url = result.getString(1);
                    var expiresAt = result.getObject(3, OffsetDateTime.class).toInstant();
                    known.put(url, new KnownTarget(url, result.getString(2), expiresAt));
                }
                return known;
            }
        });
    }

    void store(Collection<KnownTarget> found) {
        // In one order everywhere, so that two polls never wait for each other's rows.
        var sorted = found.stream().sorted(comparing(KnownTarget::url)).toList();
        jdbc.prepareStatement(STORE, statement -> {
            for (var expansion : sorted) {
                statement.setString(1, expansion.url());
                statement.setString(2, expansion.target());
                statement.setObject(3, expansion.expiresAt().atOffset(ZoneOffset.UTC));
                statement.addBatch();
            }
            return statement.executeBatch();
        });
    }

    /** Removes some of what expired long ago. */
    int forget(Instant now) {
        return jdbc.prepareStatement(FORGET, statement -> {
            statement.setObject(1, now.minus(KEPT).atOffset(ZoneOffset.UTC));
            statement.setInt(2, BATCH);
            return statement.executeUpdate();
        });
    }
}
