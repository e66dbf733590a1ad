package org.broadsheet.messaging;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** The table of what was received. Every method runs on the connection of a transaction. */
final class Inbox {
    /** Sorted, so that two consumers with overlapping batches wait for each other instead of deadlocking. */
    private static final String RECEIVE = """
            INSERT INTO inbox (consumer, message_id)
            SELECT ?, id FROM unnest(CAST(? AS uuid[])) AS id ORDER BY id
            ON CONFLICT DO NOTHING
            RETURNING message_id""";

    private static final String FORGET = "DELETE FROM inbox WHERE received_at < now() - interval '30 days'";

    private Inbox() {}

    /**
     * Records messages as received.
     *
     * @return those that were not received before; the others have had their effect
     */
    static Set<UUID> receive(Connection connection, String consumer, Collection<UUID> messageIds) throws SQLException {
        try (var statement = connection.prepareStatement(RECEIVE)) {
            statement.setString(1, consumer);
            statement.setArray(2, connection.createArrayOf("uuid", messageIds.toArray()));
            try (var result = statement.executeQuery()) {
                var fresh = new HashSet<UUID>();
                while (result.next()) {
                    fresh.add(result.getObject(1, UUID.class));
                }
                return fresh;
            }
        }
    }

    static int forgetOld(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(FORGET)) {
            return statement.executeUpdate();
        }
    }
}
