package org.broadsheet.feed.person;

import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Accounts that are one human for a reader.
 *
 * @param accounts at least one
 * @param merged why they are one; null for one account of which nothing was said
 */
record Person(List<Account> accounts, @Nullable Merged merged) {
    Person {
        if (accounts.isEmpty()) {
            throw new IllegalArgumentException("a person has an account");
        }
        accounts = List.copyOf(accounts);
    }

    /** The account that stands for the person: whichever it is, it is the same in whatever order they came. */
    Account first() {
        return Collections.min(accounts, Comparator.comparing(Account::key));
    }

    /** Of several reasons the weakest that was needed. */
    @Serdeable
    enum Merged {
        /** The reader says so, also of an account that stands alone. */
        OWN,
        PROOF,
        LIKENESS;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
