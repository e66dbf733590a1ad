package org.broadsheet.feed.listing;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/** The persons of a reader as they were at a moment, as a part of queries: {@code person (sharer_key, person_key)}. */
final class PersonsAsOf {
    /** Sharers that are counted as another one; all the others are their own person. */
    static final String SQL = """
            person AS (
                SELECT sharer_key, person_key
                  FROM person_member
                 WHERE user_id = ?
                   AND (pg_visible_in_snapshot(begun_in, CAST(? AS pg_snapshot))
                        OR begun_in >= pg_snapshot_xmax(pg_current_snapshot()))
                   AND (ended_in IS NULL
                        OR NOT (pg_visible_in_snapshot(ended_in, CAST(? AS pg_snapshot))
                                OR ended_in >= pg_snapshot_xmax(pg_current_snapshot()))))""";

    private PersonsAsOf() {}

    /** @return the number of the parameter after its own */
    static int bind(PreparedStatement statement, int first, UUID userId, Moment asOf) throws SQLException {
        statement.setObject(first, userId);
        statement.setString(first + 1, asOf.snapshot());
        statement.setString(first + 2, asOf.snapshot());
        return first + 3;
    }
}
