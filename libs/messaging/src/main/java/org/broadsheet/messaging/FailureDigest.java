package org.broadsheet.messaging;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A failure in a line that may be logged and stored: kinds of exceptions and the place in our own code, never their
 * messages, which can quote people's texts and secrets.
 */
final class FailureDigest {
    private static final int MAX_LENGTH = 500;
    private static final int MAX_CAUSES = 4;
    private static final int MAX_FRAMES = 6;
    private static final String OURS = "org.broadsheet.";

    private FailureDigest() {}

    /** Kinds, each with its place. */
    static String of(Throwable failure) {
        return join(failure, cause -> kind(cause) + place(cause));
    }

    /** Kinds alone. */
    static String kinds(Throwable failure) {
        return join(failure, FailureDigest::kind);
    }

    /** Our own frames of the innermost cause that has any, innermost first. */
    static String stack(Throwable failure) {
        var innermost = "";
        Throwable current = failure;
        for (int i = 0; current != null && i < MAX_CAUSES; i++) {
            var frames = Arrays.stream(current.getStackTrace())
                    .filter(frame -> frame.getClassName().startsWith(OURS))
                    .limit(MAX_FRAMES)
                    .map(FailureDigest::line)
                    .collect(Collectors.joining(" < "));
            innermost = frames.isEmpty() ? innermost : frames;
            current = next(current);
        }
        return cut(innermost);
    }

    private static String join(Throwable failure, Function<Throwable, String> part) {
        var parts = new ArrayList<String>();
        Throwable current = failure;
        for (int i = 0; current != null && i < MAX_CAUSES; i++) {
            parts.add(part.apply(current));
            current = next(current);
        }
        return cut(String.join(" <- ", parts));
    }

    private static String kind(Throwable failure) {
        var name = failure.getClass().getSimpleName();
        return failure instanceof SQLException sql ? name + '[' + sql.getSQLState() + ']' : name;
    }

    private static String cut(String text) {
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
    }

    private static @Nullable Throwable next(Throwable failure) {
        return failure.getCause() == failure ? null : failure.getCause();
    }

    private static String place(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith(OURS))
                .findFirst()
                .map(frame -> " at " + line(frame))
                .orElse("");
    }

    private static String line(StackTraceElement frame) {
        var simpleName = frame.getClassName().substring(frame.getClassName().lastIndexOf('.') + 1);
        return simpleName + "." + frame.getMethodName() + ":" + frame.getLineNumber();
    }
}
