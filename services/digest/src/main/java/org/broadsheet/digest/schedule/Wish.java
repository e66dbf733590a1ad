package org.broadsheet.digest.schedule;

import static java.util.Objects.requireNonNull;

/**
 * What a user may say of a schedule.
 *
 * @param name 1 to 100 characters
 * @param size how many articles a digest has at most, 1 to 50
 */
record Wish(String name, Recurrence recurrence, int size, String layout, String scope) {
    Wish {
        requireNonNull(name, "name");
        requireNonNull(recurrence, "recurrence");
        requireNonNull(layout, "layout");
        requireNonNull(scope, "scope");
    }
}
