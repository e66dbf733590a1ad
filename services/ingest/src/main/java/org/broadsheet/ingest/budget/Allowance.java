package org.broadsheet.ingest.budget;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * What is left of a monthly budget at a moment. Each day (UTC) may spend its part of the month and what earlier days left, so
 * that a busy week does not leave the rest of the month without news.
 *
 * @param micros millionths of a US dollar that may be spent just now
 * @param month that the moment is in
 * @param isMonthOver whether nothing is left for the rest of the month
 * @param more when there is more
 */
public record Allowance(long micros, YearMonth month, boolean isMonthOver, Instant more) {
    /**
     * @param cap of the month
     * @param spent of it
     * @param least what the smallest request may cost
     */
    static Allowance at(Instant now, long cap, long spent, long least) {
        var day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        var month = YearMonth.from(day);
        long soFar = Math.multiplyExact(cap, day.getDayOfMonth()) / month.lengthOfMonth();
        boolean isOver = cap - spent < least;
        var next = isOver ? month.plusMonths(1).atDay(1) : day.plusDays(1);
        return new Allowance(
                Math.max(0, soFar - spent),
                month,
                isOver,
                next.atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
