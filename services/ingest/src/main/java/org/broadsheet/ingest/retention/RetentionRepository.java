package org.broadsheet.ingest.retention;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;

/** Each call deletes one batch, in a transaction of its own, and leaves alone what another transaction works on. */
@Singleton
@Transactional("ingest")
class RetentionRepository {
    private static final int BATCH = 1_000;

    /** Polled last, or made, before a time, and read by nobody. */
    private static final String UNREAD_SINCE = """
            next_poll_at IS NULL AND coalesce(last_poll_at, created_at) < ?
            AND NOT EXISTS (SELECT FROM subscription WHERE source_id = source.id AND NOT ended)""";

    private static final String ENTRIES = """
            DELETE FROM entry WHERE id IN (
                SELECT entry.id FROM source JOIN entry ON entry.source_id = source.id
                 WHERE %s LIMIT ? FOR UPDATE OF source, entry SKIP LOCKED)""".formatted(UNREAD_SINCE);

    /** One that took another's place stays as long as that one. */
    private static final String SOURCES = """
            DELETE FROM source WHERE id IN (
                SELECT id FROM source
                 WHERE %s
                   AND NOT EXISTS (SELECT FROM entry WHERE source_id = source.id)
                   AND NOT EXISTS (SELECT FROM source AS replaced WHERE replaced.replaced_by = source.id)
                 LIMIT ? FOR UPDATE SKIP LOCKED)""".formatted(UNREAD_SINCE);

    private static final String PAGES = """
            DELETE FROM page WHERE link_key IN (
                SELECT link_key FROM page WHERE next_at IS NULL AND settled_at < ?
                 ORDER BY settled_at LIMIT ? FOR UPDATE SKIP LOCKED)""";

    private static final String ARTICLES = """
            DELETE FROM article WHERE link_key IN (
                SELECT link_key FROM article WHERE told_at < ? ORDER BY told_at LIMIT ? FOR UPDATE SKIP LOCKED)""";

    private final JdbcOperations jdbc;

    RetentionRepository(@Named("ingest") JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Of sources that nobody reads. */
    int forgetEntries(Instant unreadSince) {
        return delete(ENTRIES, unreadSince);
    }

    /** Sources that nobody reads, without entries. Whoever comes back to one finds it new. */
    int forgetSources(Instant unreadSince) {
        return delete(SOURCES, unreadSince);
    }

    /** That a page was read or given up. */
    int forgetPages(Instant settledBefore) {
        return delete(PAGES, settledBefore);
    }

    /** What is known of articles. */
    int forgetArticles(Instant toldBefore) {
        return delete(ARTICLES, toldBefore);
    }

    private int delete(String sql, Instant before) {
        return jdbc.prepareStatement(sql, statement -> {
            statement.setObject(1, before.atOffset(ZoneOffset.UTC));
            statement.setInt(2, BATCH);
            return statement.executeUpdate();
        });
    }
}
