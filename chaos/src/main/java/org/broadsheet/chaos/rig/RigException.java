package org.broadsheet.chaos.rig;

/** The rig itself can't run, which says nothing about the system. */
public final class RigException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public RigException(String message) {
        super(message);
    }

    public RigException(String message, Throwable cause) {
        super(message, cause);
    }
}
