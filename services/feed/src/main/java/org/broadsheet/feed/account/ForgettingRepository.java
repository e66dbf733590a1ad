package org.broadsheet.feed.account;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Removes everything of a user and remembers that they are gone. Joins the caller's transaction. */
@Singleton
@Transactional("feed")
class ForgettingRepository {
    private static final List<String> FORGET = List.of(
            "INSERT INTO forgotten_user (user_id) VALUES (?) ON CONFLICT DO NOTHING",
            "DELETE FROM share WHERE user_id = ?",
            "DELETE FROM sharer WHERE user_id = ?",
            // After the sharers: whoever is saying something of them holds them.
            "DELETE FROM own_person WHERE user_id = ?",
            "DELETE FROM person_member WHERE user_id = ?",
            "DELETE FROM article_state WHERE user_id = ?",
            "DELETE FROM delivered WHERE user_id = ?",
            "DELETE FROM reader_visit WHERE user_id = ?");

    private final JdbcOperations jdbc;

    ForgettingRepository(@Named("feed") JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    void forget(UUID userId) {
        for (var sql : FORGET) {
            int unused = jdbc.prepareStatement(sql, statement -> {
                statement.setObject(1, userId);
                return statement.executeUpdate();
            });
        }
    }
}
