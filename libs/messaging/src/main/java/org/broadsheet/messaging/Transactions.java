package org.broadsheet.messaging;

import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.TransactionStatus;
import java.sql.Connection;
import java.sql.SQLException;

/** Transactions of one service's datasource over plain JDBC; handlers and repositories called inside join them. */
final class Transactions {
    private final TransactionOperations<Connection> operations;

    Transactions(TransactionOperations<Connection> operations) {
        this.operations = operations;
    }

    @FunctionalInterface
    interface Statements<R> {
        R run(Connection connection) throws SQLException;
    }

    @FunctionalInterface
    interface Effects {
        void run(Connection connection) throws SQLException;
    }

    <R> R query(Statements<R> statements) {
        return operations.executeWrite(status -> run(status, statements));
    }

    void execute(Effects effects) {
        query(connection -> {
            effects.run(connection);
            return true;
        });
    }

    /** Joins the caller's transaction, which must exist. */
    void join(java.util.function.Consumer<TransactionStatus<Connection>> inTransaction) {
        operations.execute(TransactionDefinition.of(TransactionDefinition.Propagation.MANDATORY), status -> {
            inTransaction.accept(status);
            return true;
        });
    }

    private static <R> R run(TransactionStatus<Connection> status, Statements<R> statements) {
        try {
            return statements.run(status.getConnection());
        } catch (SQLException e) {
            throw new MessagingStoreException(e);
        }
    }
}
