package org.broadsheet.digest.reader;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where each user's mail goes. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = "digest")
public interface Readers extends GenericRepository<Readers.Reader, UUID> {
    @MappedEntity("reader")
    record Reader(
            @Id UUID userId,
            @Nullable String email,
            @Nullable String name,
            @Nullable Instant deletedAt) {
        @Override
        public String toString() {
            return "Reader[" + userId + "]";
        }
    }

    /** Never revives one who is deleted. */
    @Query("""
            INSERT INTO reader (user_id, email, name) VALUES (:userId, :email, :name)
            ON CONFLICT (user_id) DO UPDATE SET email = excluded.email, name = excluded.name
             WHERE reader.deleted_at IS NULL""")
    int opened(UUID userId, String email, @Nullable String name);

    /** Makes sure that there is a row to lock: account.opened may come after the user's first call. */
    @Query("INSERT INTO reader (user_id) VALUES (:userId) ON CONFLICT (user_id) DO NOTHING")
    int expect(UUID userId);

    /** Until the transaction ends nobody else changes this user's schedules, and the user is not deleted. */
    @Query("SELECT user_id, email, name, deleted_at FROM reader WHERE user_id = :userId FOR UPDATE")
    Optional<Reader> lock(UUID userId);

    @Query("""
            INSERT INTO reader (user_id, deleted_at) VALUES (:userId, :deletedAt)
            ON CONFLICT (user_id) DO UPDATE
               SET email = NULL, name = NULL, deleted_at = coalesce(reader.deleted_at, excluded.deleted_at)""")
    int forget(UUID userId, Instant deletedAt);

    @Query("DELETE FROM digest_schedule WHERE user_id = :userId")
    int forgetSchedules(UUID userId);

    @Query("DELETE FROM digest_run WHERE user_id = :userId")
    int forgetRuns(UUID userId);

    @Query("DELETE FROM pause_notice WHERE user_id = :userId")
    int forgetNotices(UUID userId);

    @Query("DELETE FROM notice_refusal WHERE user_id = :userId")
    int forgetRefusal(UUID userId);
}
