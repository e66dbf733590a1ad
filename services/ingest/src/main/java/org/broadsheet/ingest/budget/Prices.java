package org.broadsheet.ingest.budget;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.math.BigDecimal;

/** What X costs, in millionths of a US dollar. */
@Singleton
final class Prices {
    private static final int MICROS = 6;

    private final long post;
    private final long monthlyCap;

    /**
     * @param post dollars for each post that X gives
     * @param monthlyCap dollars that the connections of one user may cost in a calendar month
     */
    Prices(
            @Value("${broadsheet.x.post-price:0.005}") BigDecimal post,
            @Value("${broadsheet.x.monthly-cap:10}") BigDecimal monthlyCap) {
        this.post = micros(post, "post-price");
        this.monthlyCap = micros(monthlyCap, "monthly-cap");
        if (this.post == 0) {
            throw new IllegalArgumentException("broadsheet.x.post-price must be positive");
        }
    }

    long post() {
        return post;
    }

    long monthlyCap() {
        return monthlyCap;
    }

    private static long micros(BigDecimal dollars, String name) {
        try {
            long micros = dollars.movePointRight(MICROS).longValueExact();
            if (micros >= 0) {
                return micros;
            }
        } catch (ArithmeticException tooPrecise) {
            throw new IllegalArgumentException(
                    "broadsheet.x." + name + " has more than " + MICROS + " decimals, or is too large", tooPrecise);
        }
        throw new IllegalArgumentException("broadsheet.x." + name + " must not be negative");
    }
}
