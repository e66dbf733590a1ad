package org.broadsheet.ingest.poll;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.broadsheet.events.PollDue;
import org.broadsheet.ingest.IngestConfig;
import org.broadsheet.messaging.EventPublisher;
import org.broadsheet.settings.Tunables;
import org.broadsheet.tunables.LiveTunables;

/** Claims what is due and puts it into the work queue, both or neither. */
@Singleton
@Transactional("ingest")
class DueSources {
    /** At most this many rows of each kind are weighed in one pass, however many are due. */
    private static final int WEIGHED = 5_000;

    /**
     * A claim is a lease: when its poll never ends, the source comes back by itself, with another slot. Sources whose last
     * poll did not succeed get a part of the places only, so that servers that let us wait, however many, never make the
     * others wait.
     */
    private static final String CLAIM = """
            WITH busy AS (
                SELECT host, count(*) AS polls, count(*) FILTER (WHERE state <> 'active') AS unproven FROM source
                 WHERE due_slot IS NOT NULL AND next_poll_at > ?
                 GROUP BY host),
            waiting AS (
                (SELECT id, host, next_poll_at, true AS proven FROM source
                  WHERE next_poll_at <= ? AND state = 'active' ORDER BY next_poll_at LIMIT ?)
                UNION ALL
                (SELECT id, host, next_poll_at, false FROM source
                  WHERE next_poll_at <= ? AND state <> 'active' ORDER BY next_poll_at LIMIT ?)),
            placed AS (
                SELECT id, host, next_poll_at, proven,
                       row_number() OVER (PARTITION BY host ORDER BY next_poll_at, id) + coalesce(polls, 0) AS place
                  FROM waiting LEFT JOIN busy USING (host)),
            ranked AS (
                SELECT id, next_poll_at, proven, row_number() OVER (PARTITION BY proven ORDER BY next_poll_at, id) AS rank
                  FROM placed WHERE place <= CASE WHEN starts_with(host, 'timelines') THEN ? ELSE ? END),
            due AS (
                SELECT id, next_poll_at AS due_at FROM source
                 WHERE next_poll_at <= ?
                   AND id IN (SELECT id FROM ranked
                               WHERE proven OR rank <= ? - (SELECT coalesce(sum(unproven), 0) FROM busy)
                               ORDER BY next_poll_at
                               LIMIT greatest(0, ? - (SELECT coalesce(sum(polls), 0) FROM busy)))
                   FOR UPDATE SKIP LOCKED)
            UPDATE source SET due_slot = ?, next_poll_at = ? FROM due WHERE source.id = due.id
            RETURNING source.id, due.due_at""";

    private static final String IN_HAND = "SELECT count(*) FROM source WHERE due_slot IS NOT NULL AND next_poll_at > ?";

    private final JdbcOperations jdbc;
    private final EventPublisher publisher;
    private final IngestConfig config;
    private final LiveTunables live;
    private final InstantSource clock;
    private final PollMetrics metrics;

    DueSources(
            @Named("ingest") JdbcOperations jdbc,
            @Named("ingest") EventPublisher publisher,
            IngestConfig config,
            LiveTunables live,
            InstantSource clock,
            PollMetrics metrics) {
        this.jdbc = jdbc;
        this.publisher = publisher;
        this.config = config;
        this.live = live;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** @return how many were due */
    int enqueue() {
        var slot = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var due = claim(slot).stream().map(id -> new PollDue(id, slot)).toList();
        if (!due.isEmpty()) {
            publisher.publish(due, null);
        }
        return due.size();
    }

    /** Whether all places are taken, so that due sources wait for one. */
    boolean isFull() {
        return jdbc.prepareStatement(IN_HAND, statement -> {
            statement.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
            try (var result = statement.executeQuery()) {
                return result.next() && result.getLong(1) >= inFlight();
            }
        });
    }

    private int inFlight() {
        return live.of(Tunables.POLLS_IN_FLIGHT, config.inFlight());
    }

    private List<UUID> claim(Instant slot) {
        var now = slot.atOffset(ZoneOffset.UTC);
        return jdbc.prepareStatement(CLAIM, statement -> {
            statement.setObject(1, now);
            statement.setObject(2, now);
            statement.setInt(3, WEIGHED);
            statement.setObject(4, now);
            statement.setInt(5, WEIGHED);
            statement.setInt(6, live.of(Tunables.POLLS_IN_FLIGHT_PER_SERVER, config.inFlightPerServer()));
            statement.setInt(7, config.inFlightPerHost());
            statement.setObject(8, now);
            statement.setInt(9, config.inFlightUnproven());
            statement.setInt(10, inFlight());
            statement.setObject(11, now);
            statement.setObject(12, slot.plus(config.lease()).atOffset(ZoneOffset.UTC));
            try (var result = statement.executeQuery()) {
                var ids = new ArrayList<UUID>();
                while (result.next()) {
                    ids.add(result.getObject(1, UUID.class));
                    var dueAt = result.getObject(2, OffsetDateTime.class).toInstant();
                    metrics.waited(Duration.between(dueAt, slot));
                }
                return ids;
            }
        });
    }
}
