package org.broadsheet.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;

/**
 * A timeline that a connected account can read.
 *
 * @param id {@code home}, {@code list/<id>} or {@code feed/<at-uri>}, the id as the network writes it; at most
 *     {@value #MAX_ID} characters
 * @param title at most {@value #MAX_TITLE} characters
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
public record OfferedTimeline(String id, String title) {
    /** With a hundred of them a message stays below 64 KiB. */
    public static final int MAX_ID = 250;

    public static final int MAX_TITLE = 100;

    public OfferedTimeline {
        requireNonNull(id, "id");
        requireNonNull(title, "title");
        if (id.length() > MAX_ID || title.length() > MAX_TITLE) {
            throw new IllegalArgumentException(
                    "a timeline with an id of " + id.length() + " and a title of " + title.length() + " characters");
        }
    }
}
