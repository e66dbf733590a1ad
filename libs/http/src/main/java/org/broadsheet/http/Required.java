package org.broadsheet.http;

import org.jspecify.annotations.Nullable;

/** Components that a request body must have; called by the compact constructors of the bodies' records. */
public final class Required {
    private Required() {}

    /**
     * @throws ProblemException 400, naming the field, if it is absent or null
     */
    public static <T> T field(@Nullable T value, String name) {
        if (value == null) {
            throw ProblemException.badRequest("The body lacks the field '" + name + "'.");
        }
        return value;
    }
}
