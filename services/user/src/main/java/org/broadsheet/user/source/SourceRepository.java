package org.broadsheet.user.source;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What ingest last said of each source. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = "user")
interface SourceRepository extends GenericRepository<SourceRepository.Row, UUID> {
    @MappedEntity("source")
    record Row(@Id UUID id, long version) {}

    /** Keeps what is newer. */
    @Query("""
            INSERT INTO source (id, version, state, title, feed_url, entries, last_poll_at, next_poll_at, reason)
            VALUES (:id, :version, :state, :title, :feedUrl, :entries, :lastPollAt, :nextPollAt, :reason)
            ON CONFLICT (id) DO UPDATE
               SET version = excluded.version, state = excluded.state, title = excluded.title,
                   feed_url = excluded.feed_url, entries = excluded.entries, last_poll_at = excluded.last_poll_at,
                   next_poll_at = excluded.next_poll_at, reason = excluded.reason
             WHERE source.version < excluded.version""")
    int record(
            UUID id,
            long version,
            String state,
            @Nullable String title,
            String feedUrl,
            long entries,
            @Nullable Instant lastPollAt,
            @Nullable Instant nextPollAt,
            @Nullable String reason);
}
