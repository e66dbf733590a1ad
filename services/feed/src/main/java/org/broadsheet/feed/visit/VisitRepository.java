package org.broadsheet.feed.visit;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.UUID;
import org.broadsheet.events.ReaderSeen;
import org.broadsheet.feed.share.EndingGate;
import org.broadsheet.messaging.EventPublisher;

/** The last day of each reader, and that it is told once, whichever process they came to. */
@Singleton
@Transactional("feed")
class VisitRepository {
    private static final String SAVE = """
            INSERT INTO reader_visit AS known (user_id, day)
            SELECT ?, ? WHERE NOT EXISTS (SELECT FROM forgotten_user WHERE user_id = ?)
            ON CONFLICT (user_id) DO UPDATE SET day = excluded.day WHERE known.day < excluded.day""";

    private final JdbcOperations jdbc;
    private final EventPublisher publisher;
    private final EndingGate gate;

    VisitRepository(@Named("feed") JdbcOperations jdbc, @Named("feed") EventPublisher publisher, EndingGate gate) {
        this.jdbc = jdbc;
        this.publisher = publisher;
        this.gate = gate;
    }

    /** Tells the day, unless it or a later one was told before. */
    boolean tell(UUID userId, LocalDate day) {
        gate.together();
        boolean isNew = jdbc.prepareStatement(SAVE, statement -> {
            statement.setObject(1, userId);
            statement.setObject(2, day);
            statement.setObject(3, userId);
            return statement.executeUpdate() == 1;
        });
        if (isNew) {
            publisher.publish(new ReaderSeen(userId, day));
        }
        return isNew;
    }
}
