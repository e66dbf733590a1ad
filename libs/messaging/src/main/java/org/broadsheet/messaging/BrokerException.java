package org.broadsheet.messaging;

/** The broker could not be used; nothing is lost, the work is repeated on a new channel. */
final class BrokerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokerException(String message, Throwable cause) {
        super(message, cause);
    }
}
