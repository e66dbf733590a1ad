package org.broadsheet.ingest.budget;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.UUID;
import org.broadsheet.events.Spending;
import org.broadsheet.networks.timeline.XTimeline;

/**
 * The monthly budget of each user for X, which is never crossed: what a pull may cost is charged before it asks, under a
 * lock, and what it did not cost is given back. Of a pull that nobody hears of again everything stays charged.
 */
@Singleton
@Transactional("ingest")
public class Budget {
    /** Of one pull, so that no more than this is ever charged for nothing. */
    private static final int MAX_POSTS = 300;

    /** The smallest request is for one item. */
    private static final int FEWEST_POSTS = XTimeline.MAX_POSTS_PER_ITEM;

    private static final long MICROS_IN_CENT = 10_000;

    private final SpendingRepository spending;
    private final Prices prices;
    private final InstantSource clock;

    Budget(SpendingRepository spending, Prices prices, InstantSource clock) {
        this.spending = spending;
        this.prices = prices;
        this.clock = clock;
    }

    /**
     * Charges what one pull may cost.
     *
     * @return with no posts if there is nothing left for now
     */
    public Charge charge(UUID userId) {
        var now = clock.instant();
        var month = YearMonth.from(now.atOffset(ZoneOffset.UTC));
        long spent = spending.lock(userId, month);
        var allowance = Allowance.at(now, prices.monthlyCap(), spent, FEWEST_POSTS * prices.post());
        int posts = (int) Math.min(MAX_POSTS, allowance.micros() / prices.post());
        int charged = posts < FEWEST_POSTS ? 0 : posts;
        spending.add(userId, month, charged * prices.post());
        return new Charge(userId, charged, allowance);
    }

    /** Gives back what a pull did not cost. @param posts that it was given */
    public void settle(Charge charge, int posts) {
        long back = (charge.posts() - posts) * prices.post();
        spending.add(charge.userId(), charge.allowance().month(), -back);
    }

    /** What this month has cost so far. */
    public Spending of(UUID userId) {
        return inCents(spending.find(userId, YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC))));
    }

    public void forget(UUID userId) {
        spending.forget(userId);
    }

    private Spending inCents(long micros) {
        return new Spending(Math.ceilDiv(micros, MICROS_IN_CENT), prices.monthlyCap() / MICROS_IN_CENT);
    }
}
