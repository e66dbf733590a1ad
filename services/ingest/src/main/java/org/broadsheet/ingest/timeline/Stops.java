package org.broadsheet.ingest.timeline;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.broadsheet.ingest.budget.Allowance;
import org.broadsheet.networks.timeline.PageResult;
import org.jspecify.annotations.Nullable;

/** What stops a pull, in words for its reader. */
final class Stops {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ENGLISH);

    private Stops() {}

    /** Null for a page, which stops nothing. */
    static @Nullable Stop of(PageResult result) {
        return switch (result) {
            case PageResult.Page _ -> null;
            case PageResult.Cold() ->
                Stop.of(Stop.Cause.COLD, "The server is putting this timeline together; it is read in a moment.");
            case PageResult.Refused() ->
                Stop.of(Stop.Cause.REFUSED, "The network does not take the account's credentials just now.");
            case PageResult.RateLimited(var until) ->
                new Stop(
                        Stop.Cause.RATE_LIMITED,
                        "The network wants no more questions before " + TIME.format(until.atOffset(ZoneOffset.UTC))
                                + ".",
                        until);
            case PageResult.Spent() ->
                Stop.of(Stop.Cause.SPENT, "What was paid for at the network is used up: add credits there.");
            case PageResult.Gone() -> Stop.of(Stop.Cause.GONE, "The network has no such timeline any more.");
            case PageResult.Failed(var reason) -> Stop.of(Stop.Cause.FAILED, reason);
        };
    }

    /** Where nobody reads what would be read. @param lastSeen their last day */
    static String away(LocalDate lastSeen) {
        return "Paused: nobody has read here since " + DATE.format(lastSeen)
                + ". It goes on as soon as you open your paper.";
    }

    /** Where nothing is left to spend for now. */
    static Stop of(Allowance allowance) {
        var day = DAY.format(allowance.more().atOffset(ZoneOffset.UTC));
        return allowance.isMonthOver()
                ? new Stop(
                        Stop.Cause.BUDGET,
                        "This month's budget for X is used up; reading goes on on " + day + ".",
                        allowance.more())
                : new Stop(
                        Stop.Cause.PACED,
                        "Today's part of the month's budget for X is used up; reading goes on on " + day + ".",
                        allowance.more());
    }
}
