package org.broadsheet.settings;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Every tunable of every service. */
public final class Tunables {
    /** The process of all services. */
    public static final String STANDALONE = "standalone";

    private static final Set<String> SERVICES = Set.of("user", "ingest", "filter", "feed", "digest");
    private static final Set<String> INGEST = Set.of("ingest");
    private static final Set<String> DIGEST = Set.of("digest");

    /** Of our own code. Nothing is so quiet that it hides a warning, and nothing finer than what we write. */
    public static final Tunable<String> LOG_LEVEL =
            TunableForm.word("INFO", "WARN", "INFO", "DEBUG").named("log-level", SERVICES);

    /** Polls in hand in all processes together; 0 rests them all. */
    public static final Tunable<Integer> POLLS_IN_FLIGHT =
            TunableForm.count(200, 0, 2_000).named("polls-in-flight", INGEST);

    /** Of these, of timelines at one server. */
    public static final Tunable<Integer> POLLS_IN_FLIGHT_PER_SERVER =
            TunableForm.count(8, 1, 100).named("polls-in-flight-per-server", INGEST);

    /** Between two polls of one host. Less would not be polite, more would outlast those who wait. */
    public static final Tunable<Duration> HOST_PAUSE = TunableForm.time(
                    Duration.ofSeconds(1), Duration.ofMillis(500), Duration.ofMinutes(1))
            .named("host-pause", INGEST);

    /** No feed is left alone for longer. */
    public static final Tunable<Duration> LONGEST_POLL_INTERVAL = TunableForm.time(
                    Duration.ofHours(24), Duration.ofHours(1), Duration.ofDays(7))
            .named("longest-poll-interval", INGEST);

    /** Readings of articles' pages in hand in all processes together; 0 rests them all. */
    public static final Tunable<Integer> PAGES_IN_FLIGHT =
            TunableForm.count(32, 0, 500).named("pages-in-flight", INGEST);

    /** A digest's slot that is older when its turn comes is skipped. */
    public static final Tunable<Duration> MISSED_AFTER = TunableForm.time(
                    Duration.ofHours(6), Duration.ofHours(1), Duration.ofDays(2))
            .named("missed-after", DIGEST);

    private static final List<Tunable<?>> ALL = List.of(
            LOG_LEVEL,
            POLLS_IN_FLIGHT,
            POLLS_IN_FLIGHT_PER_SERVER,
            HOST_PAUSE,
            LONGEST_POLL_INTERVAL,
            PAGES_IN_FLIGHT,
            MISSED_AFTER);

    private Tunables() {}

    public static List<Tunable<?>> all() {
        return ALL;
    }

    /** @param process a service, or {@value #STANDALONE}, which has them all */
    public static List<Tunable<?>> of(String process) {
        return ALL.stream().filter(tunable -> tunable.isOf(process)).toList();
    }
}
