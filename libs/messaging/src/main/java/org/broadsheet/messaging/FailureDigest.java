package org.broadsheet.messaging;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A failure in a line that may be logged and stored: kinds of exceptions and the place in our own code, never their
 * messages, which can quote people's texts and secrets.
 */
final class FailureDigest {
    private static final int MAX_LENGTH = 500;
    private static final int MAX_CAUSES = 4;

    private FailureDigest() {}

    static String of(Throwable failure) {
        var text = new StringBuilder();
        Throwable current = failure;
        for (int i = 0; current != null && i < MAX_CAUSES; i++) {
            text.append(i == 0 ? "" : " <- ").append(current.getClass().getSimpleName());
            if (current instanceof java.sql.SQLException sql) {
                text.append('[').append(sql.getSQLState()).append(']');
            }
            text.append(place(current));
            current = next(current);
        }
        return text.length() <= MAX_LENGTH ? text.toString() : text.substring(0, MAX_LENGTH);
    }

    private static @Nullable Throwable next(Throwable failure) {
        return failure.getCause() == failure ? null : failure.getCause();
    }

    private static String place(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("org.broadsheet."))
                .findFirst()
                .map(frame -> " at " + frame.getClassName().replaceFirst("^.*\\.", "") + "." + frame.getMethodName()
                        + ":" + frame.getLineNumber())
                .orElse("");
    }
}
