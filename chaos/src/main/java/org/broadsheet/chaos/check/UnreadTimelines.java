package org.broadsheet.chaos.check;

import java.net.URI;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import org.broadsheet.chaos.load.Crowd;
import org.broadsheet.chaos.network.Networks;
import org.broadsheet.chaos.network.Timeline;
import org.broadsheet.chaos.rig.Rig;
import org.jspecify.annotations.Nullable;

/**
 * Timelines that were not read from top to end since nothing changes there any more. One that was is told to ask for no
 * more questions, as its poll would go on for ever otherwise. Accounts whose credentials are over are connected again: that
 * is how a refresh that a killed process had in hand is meant to end.
 */
public final class UnreadTimelines {
    /** Of accounts that are connected, by where they are. */
    private static final String READ = """
            SELECT c.server, t.thorough_at
              FROM ingest.source AS s
              JOIN ingest.connection AS c ON starts_with(s.url, 'timeline://' || c.id || '/')
              LEFT JOIN ingest.timeline AS t ON t.source_id = s.id
             WHERE s.next_poll_at IS NOT NULL AND c.state <> 'closed'""";

    private final Rig rig;
    private final Networks networks;
    private final Crowd crowd;

    public UnreadTimelines(Rig rig, Networks networks, Crowd crowd) {
        this.rig = rig;
        this.networks = networks;
        this.crowd = crowd;
    }

    /** By name; each of them is one. */
    Map<String, Long> look() throws SQLException {
        crowd.mend();
        var unread = new HashMap<String, Long>();
        try (var connection = rig.database().connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(READ)) {
            while (rows.next()) {
                var at = rows.getObject(2, OffsetDateTime.class);
                look(URI.create(rows.getString(1)), at == null ? null : at.toInstant(), unread);
            }
        }
        return unread;
    }

    private void look(URI server, @Nullable Instant readWhole, Map<String, Long> unread) {
        for (var timeline : networks.timelines()) {
            if (timeline.api().equals(server)) {
                if (isRead(timeline, readWhole)) {
                    timeline.close();
                } else {
                    unread.put(timeline.toString(), 1L);
                }
            }
        }
    }

    /** One pull at a time: what ended after it was read from the top is that reading, or a later one. */
    private static boolean isRead(Timeline timeline, @Nullable Instant readWhole) {
        return readWhole != null
                && timeline.readFrom().filter(readWhole::isAfter).isPresent();
    }
}
