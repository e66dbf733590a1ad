package org.broadsheet.standalone;

/** The start can't go on; the message is all that the person at the terminal needs. */
final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartException(String message) {
        super(message);
    }

    StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
