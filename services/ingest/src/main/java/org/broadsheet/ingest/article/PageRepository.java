package org.broadsheet.ingest.article;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.broadsheet.events.EntryLink;
import org.broadsheet.links.WebUrl;
import org.jspecify.annotations.Nullable;

/** The pages that are to be read, and were. */
@Singleton
@Transactional("ingest")
class PageRepository {
    /** A host's new pages come after those that it is to be asked for already, each its pace later. */
    private static final String REMEMBER = """
            INSERT INTO page (link_key, url, host, next_at)
            SELECT link_key, url, host,
                   greatest(?, (SELECT max(next_at) FROM page AS p WHERE p.host = l.host AND p.next_at IS NOT NULL))
                       + ? * row_number() OVER (PARTITION BY host ORDER BY place) * interval '1 millisecond'
              FROM unnest(?, ?, ?) WITH ORDINALITY AS l (link_key, url, host, place)
             WHERE NOT EXISTS (SELECT FROM page AS p WHERE p.link_key = l.link_key)
             ORDER BY link_key
            ON CONFLICT DO NOTHING""";

    private static final String CLAIM = """
            WITH busy AS (
                SELECT host, count(*) AS readings FROM page WHERE due_slot IS NOT NULL AND next_at > ? GROUP BY host),
            waiting AS (
                SELECT link_key, host, next_at FROM page WHERE next_at <= ? ORDER BY next_at LIMIT 1000),
            placed AS (
                SELECT link_key, next_at,
                       row_number() OVER (PARTITION BY host ORDER BY next_at, link_key) + coalesce(readings, 0) AS place
                  FROM waiting LEFT JOIN busy USING (host)),
            due AS (
                SELECT link_key FROM page
                 WHERE next_at <= ?
                   AND link_key IN (SELECT link_key FROM placed WHERE place = 1 ORDER BY next_at
                                     LIMIT greatest(0, ? - (SELECT coalesce(sum(readings), 0) FROM busy)))
                   FOR UPDATE SKIP LOCKED)
            UPDATE page SET due_slot = ?, next_at = ? FROM due WHERE page.link_key = due.link_key
            RETURNING page.link_key""";

    private static final String FIND =
            "SELECT link_key, url, host, tries FROM page WHERE link_key = ? AND due_slot = ?";

    private static final String SETTLE = """
            UPDATE page SET state = ?, tries = tries + 1, reason = ?, canonical = ?, next_at = ?, due_slot = NULL,
                   settled_at = now()
             WHERE link_key = ? AND due_slot = ?""";

    private static final String POSTPONE = """
            UPDATE page SET next_at = ? + (next_at - least(next_at, ?))
             WHERE host = ? AND next_at < ? AND due_slot IS NULL""";

    private final JdbcOperations jdbc;

    PageRepository(@Named("ingest") JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** @param tries that have ended before */
    record Page(String linkKey, String url, String host, int tries) {}

    /** What became of a reading; {@code again} is null when nothing more is to be done. */
    record Outcome(
            String state,
            @Nullable String reason,
            @Nullable String canonical,
            @Nullable Instant again) {}

    /** @param pace between two pages of a host */
    void remember(Collection<EntryLink> links, Instant now, Duration pace) {
        int unused = jdbc.prepareStatement(REMEMBER, statement -> {
            var connection = statement.getConnection();
            statement.setObject(1, utc(now));
            statement.setLong(2, pace.toMillis());
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "text", links.stream().map(EntryLink::linkKey).toArray()));
            statement.setArray(
                    4,
                    connection.createArrayOf(
                            "text", links.stream().map(EntryLink::url).toArray()));
            statement.setArray(
                    5,
                    connection.createArrayOf(
                            "text", links.stream().map(PageRepository::server).toArray()));
            return statement.executeUpdate();
        });
    }

    /** The keys of pages that are to be read now: one of a host, and no more than {@code inFlight} altogether. */
    List<String> claim(Instant slot, Duration lease, int inFlight) {
        return jdbc.prepareStatement(CLAIM, statement -> {
            statement.setObject(1, utc(slot));
            statement.setObject(2, utc(slot));
            statement.setObject(3, utc(slot));
            statement.setInt(4, inFlight);
            statement.setObject(5, utc(slot));
            statement.setObject(6, utc(slot.plus(lease)));
            try (var result = statement.executeQuery()) {
                var keys = new ArrayList<String>();
                while (result.next()) {
                    keys.add(result.getString(1));
                }
                return keys;
            }
        });
    }

    /** Empty if another reading has taken this one's place. */
    Optional<Page> find(String linkKey, Instant slot) {
        return jdbc.prepareStatement(FIND, statement -> {
            statement.setString(1, linkKey);
            statement.setObject(2, utc(slot));
            try (var result = statement.executeQuery()) {
                return result.next() ? Optional.of(page(result)) : Optional.empty();
            }
        });
    }

    /** @return false if another reading has taken this one's place */
    boolean settle(String linkKey, Instant slot, Outcome outcome) {
        return jdbc.prepareStatement(SETTLE, statement -> {
            statement.setString(1, outcome.state());
            statement.setString(2, outcome.reason());
            statement.setString(3, outcome.canonical());
            statement.setObject(4, outcome.again() == null ? null : utc(outcome.again()));
            statement.setString(5, linkKey);
            statement.setObject(6, utc(slot));
            return statement.executeUpdate() == 1;
        });
    }

    /** Leaves a host alone until then; its pages stay apart from each other. */
    void postpone(String host, Instant now, Instant until) {
        int unused = jdbc.prepareStatement(POSTPONE, statement -> {
            statement.setObject(1, utc(until));
            statement.setObject(2, utc(now));
            statement.setString(3, host);
            statement.setObject(4, utc(until));
            return statement.executeUpdate();
        });
    }

    /** With its port: what does not answer at one must not keep the pages at another waiting. */
    private static String server(EntryLink link) {
        return WebUrl.parse(link.url()) instanceof WebUrl url ? url.authority() : link.host();
    }

    private static Page page(ResultSet row) throws SQLException {
        return new Page(row.getString(1), row.getString(2), row.getString(3), row.getInt(4));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
