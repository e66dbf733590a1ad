package org.broadsheet.settings;

/** One value can't be used. The message says what is expected and never repeats a value that may be a secret. */
final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Wrong(String message) {
        super(message, null, false, false); // the value may be in a cause, and the stack helps nobody
    }
}
