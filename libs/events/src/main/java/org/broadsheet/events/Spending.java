package org.broadsheet.events;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;

/**
 * What reading a connection costs.
 *
 * @param cents of a US dollar, this calendar month (UTC), rounded up
 * @param cap what it may cost in a month, in cents
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
public record Spending(long cents, long cap) {
    public Spending {
        if (cents < 0 || cap < 0) {
            throw new IllegalArgumentException("spending must not be negative");
        }
    }
}
