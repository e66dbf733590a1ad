package org.broadsheet.feed.person;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What readers say of who is one person. Every method joins the caller's transaction. */
@Singleton
@Transactional("feed")
class WordRepository {
    private static final String WORDS = "SELECT sharer_key, person_key, word_key FROM own_person WHERE user_id = ?";

    private static final String SPOKEN_OF = """
            SELECT DISTINCT user_id
              FROM unnest(CAST(? AS uuid[]), CAST(? AS text[])) AS t (user_id, sharer_key)
              JOIN own_person USING (user_id, sharer_key)""";

    private static final String FORGET = "DELETE FROM own_person WHERE user_id = ? AND sharer_key = ANY (?)";

    private static final String SAY =
            "INSERT INTO own_person (user_id, sharer_key, person_key, word_key) VALUES (?, ?, ?, ?)";

    private final JdbcOperations jdbc;

    WordRepository(@Named("feed") JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    OwnWords of(UUID userId) {
        return jdbc.prepareStatement(WORDS, statement -> {
            statement.setObject(1, userId);
            try (var row = statement.executeQuery()) {
                var words = new HashMap<String, OwnWords.Word>();
                while (row.next()) {
                    words.put(row.getString(1), new OwnWords.Word(row.getString(2), row.getString(3)));
                }
                return new OwnWords(words);
            }
        });
    }

    /** The readers who said something of these. */
    Set<UUID> whoSpokeOf(List<Sharing> sharings) {
        return jdbc.prepareStatement(SPOKEN_OF, statement -> {
            var connection = statement.getConnection();
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "uuid", sharings.stream().map(Sharing::userId).toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "text", sharings.stream().map(Sharing::sharerKey).toArray()));
            try (var row = statement.executeQuery()) {
                var users = new HashSet<UUID>();
                while (row.next()) {
                    users.add(row.getObject(1, UUID.class));
                }
                return users;
            }
        });
    }

    void forget(UUID userId, Collection<String> sharerKeys) {
        int unused = jdbc.prepareStatement(FORGET, statement -> {
            statement.setObject(1, userId);
            statement.setArray(2, statement.getConnection().createArrayOf("text", sharerKeys.toArray()));
            return statement.executeUpdate();
        });
    }

    /** In place of whatever was said of these. */
    void say(UUID userId, Map<String, OwnWords.Word> words) {
        forget(userId, words.keySet());
        int[] unused = jdbc.prepareStatement(SAY, statement -> {
            for (var word : words.entrySet()) {
                statement.setObject(1, userId);
                statement.setString(2, word.getKey());
                statement.setString(3, word.getValue().personKey());
                statement.setString(4, word.getValue().wordKey());
                statement.addBatch();
            }
            return statement.executeBatch();
        });
    }
}
