package org.broadsheet.messaging;

import java.sql.SQLException;

/** A statement on the messaging tables failed; the transaction is rolled back. */
final class MessagingStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MessagingStoreException(SQLException cause) {
        super("messaging tables: SQL state " + cause.getSQLState(), cause);
    }
}
