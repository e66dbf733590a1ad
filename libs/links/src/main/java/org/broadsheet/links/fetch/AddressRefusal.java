package org.broadsheet.links.fetch;

import static java.util.Objects.requireNonNull;

/**
 * Why an address is not opened.
 *
 * @param detail for operators: a reader must not learn which addresses exist
 */
public record AddressRefusal(Kind kind, String detail) {

    /** What is wrong with an address, from what can be told to anyone to what can't. */
    public enum Kind {
        /** It is no http or https URL that we take. */
        NOT_A_URL,
        /** Its port is not one of the web's. */
        PORT,
        /** It does not lead to the public internet. */
        NOT_PUBLIC
    }

    public AddressRefusal {
        requireNonNull(kind, "kind");
        requireNonNull(detail, "detail");
    }

    /** Words for the person who gave the address; they tell nothing that the address does not say itself. */
    public String reason() {
        return switch (kind) {
            case NOT_A_URL -> "This is not an address that can be read: " + detail + ".";
            case PORT -> "Only the ports 80, 443, 8080 and 8443 can be read.";
            case NOT_PUBLIC -> "This address is not on the public internet.";
        };
    }
}
