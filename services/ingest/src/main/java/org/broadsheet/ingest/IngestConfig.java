package org.broadsheet.ingest;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.stream.IntStream;

/**
 * How sources are polled.
 *
 * @param minInterval never sooner than this after a poll
 * @param maxInterval never later than this, whatever the source says or however it fails
 * @param intervalFactor polls for each entry that is expected: 2 polls twice as often as entries come
 * @param tick between two looks for sources that are due
 * @param lease how long a poll may be in hand before another takes its place
 * @param concurrency polls at a time in this process
 * @param inFlight polls in hand, in all processes together
 * @param inFlightPerHost of these, to one host; more than one would wait for each other in a worker
 * @param inFlightPerServer of these, of timelines at one server, which limits each account by itself
 * @param firstFill how many entries of a new source are taken whatever their age
 * @param firstFillAge entries of a new source that are younger are taken too
 * @param maxNew new entries of one later poll; the newest are taken, since a source that sends more is churning
 * @param inFlightUnproven of all polls in hand, those of sources whose last poll did not succeed, new ones included; less
 *     than {@code concurrency}, or they could hold every worker
 * @param hostPause between two requests of polls to one host; hosts on the allow list need none
 * @param shorteners hosts whose links are expanded besides those that we know, comma separated
 * @param expansionTime for all short links of one poll together; those that are left stay as they are; zero asks nobody
 */
@ConfigurationProperties("broadsheet.ingest")
public record IngestConfig(
        @Bindable(defaultValue = "5m") Duration minInterval,
        @Bindable(defaultValue = "24h") Duration maxInterval,
        @Bindable(defaultValue = "1") double intervalFactor,
        @Bindable(defaultValue = "1s") Duration tick,
        @Bindable(defaultValue = "10m") Duration lease,
        @Bindable(defaultValue = "32") int concurrency,
        @Bindable(defaultValue = "200") int inFlight,
        @Bindable(defaultValue = "1") int inFlightPerHost,
        @Bindable(defaultValue = "8") int inFlightPerServer,
        @Bindable(defaultValue = "50") int firstFill,
        @Bindable(defaultValue = "30d") Duration firstFillAge,
        @Bindable(defaultValue = "200") int maxNew,
        @Bindable(defaultValue = "24") int inFlightUnproven,
        @Bindable(defaultValue = "1s") Duration hostPause,
        @Bindable(defaultValue = "") String shorteners,
        @Bindable(defaultValue = "15s") Duration expansionTime) {

    public IngestConfig {
        requirePositive(minInterval, "min-interval");
        requirePositive(tick, "tick");
        requirePositive(lease, "lease");
        requirePositive(firstFillAge, "first-fill-age");
        if (hostPause.isNegative() || expansionTime.isNegative()) {
            throw new IllegalArgumentException("broadsheet.ingest: host-pause and expansion-time must not be negative");
        }
        if (maxInterval.compareTo(minInterval) < 0) {
            throw new IllegalArgumentException("broadsheet.ingest.max-interval is shorter than min-interval");
        }
        if (!(intervalFactor > 0)) {
            throw new IllegalArgumentException("broadsheet.ingest.interval-factor must be positive");
        }
        if (IntStream.of(concurrency, inFlight, inFlightPerHost, inFlightPerServer, firstFill, maxNew, inFlightUnproven)
                .anyMatch(count -> count < 1)) {
            throw new IllegalArgumentException("broadsheet.ingest: every count must be at least 1");
        }
    }

    private static void requirePositive(Duration duration, String name) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException("broadsheet.ingest." + name + " must be positive");
        }
    }
}
