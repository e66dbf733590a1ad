package org.broadsheet.http;

import io.micronaut.context.BeanContext;
import io.micronaut.context.annotation.EachBean;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** The table of revoked credentials of one service. */
@EachBean(DataSource.class)
public class RevocationRepository {
    private static final String REVOKE = """
            INSERT INTO revoked_credential (id, expires_at) VALUES (?, ?)
            ON CONFLICT (id) DO UPDATE SET expires_at = greatest(revoked_credential.expires_at, excluded.expires_at)""";

    private static final String REVOKED_SINCE = """
            SELECT id, expires_at FROM revoked_credential WHERE revoked_at >= ? AND expires_at > now()""";

    private static final String FORGET_EXPIRED = "DELETE FROM revoked_credential WHERE expires_at < now()";

    private final TransactionOperations<Connection> transactions;

    @SuppressWarnings("unchecked")
    RevocationRepository(@Parameter String name, BeanContext context) {
        this.transactions = context.getBean(TransactionOperations.class, Qualifiers.byName(name));
    }

    /**
     * Revokes a session, a token, or (by the user's id) everything of a user. Joins the caller's transaction.
     *
     * @param expiresAt when it may be forgotten
     */
    public void revoke(UUID id, Instant expiresAt) {
        transactions.executeWrite(status -> {
            try (var statement = status.getConnection().prepareStatement(REVOKE)) {
                statement.setObject(1, id);
                statement.setObject(2, OffsetDateTime.ofInstant(expiresAt, ZoneOffset.UTC));
                return statement.executeUpdate();
            } catch (SQLException e) {
                throw new IllegalStateException("revoking a credential: SQL state " + e.getSQLState(), e);
            }
        });
    }

    /** @return how many have expired by themselves */
    int forgetExpired() {
        return transactions.executeWrite(status -> {
            try (var statement = status.getConnection().prepareStatement(FORGET_EXPIRED)) {
                return statement.executeUpdate();
            }
        });
    }

    Map<UUID, Instant> revokedSince(Instant since) {
        return transactions.executeRead(status -> {
            try (var statement = status.getConnection().prepareStatement(REVOKED_SINCE)) {
                statement.setObject(1, OffsetDateTime.ofInstant(since, ZoneOffset.UTC));
                try (var result = statement.executeQuery()) {
                    var revoked = new HashMap<UUID, Instant>();
                    while (result.next()) {
                        revoked.put(
                                result.getObject(1, UUID.class),
                                result.getObject(2, OffsetDateTime.class).toInstant());
                    }
                    return revoked;
                }
            } catch (SQLException e) {
                throw new IllegalStateException("reading revoked credentials: SQL state " + e.getSQLState(), e);
            }
        });
    }
}
