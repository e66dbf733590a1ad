package org.broadsheet.tunables;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.broadsheet.settings.TunableReading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the tunables again when it is time. What was read last holds while they can't be read, and says so once. For one
 * thread.
 */
final class TunableWatch {
    static final Duration INTERVAL = Duration.ofMinutes(5);

    private static final Logger log = LoggerFactory.getLogger(TunableWatch.class);
    /** A tenth more or less: processes that were started together must not ask together for ever. */
    private static final double JITTER = 0.1;

    private final String process;
    private final ParameterSource source;
    private final LiveTunables live;
    private final LogLevel logLevel;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Counter read;
    private final Counter failed;
    private Instant next = Instant.MIN;
    private Set<TunableReading.Problem> reported = Set.of();
    private boolean failing;

    TunableWatch(
            String process,
            ParameterSource source,
            LiveTunables live,
            LogLevel logLevel,
            InstantSource clock,
            RandomGenerator random,
            MeterRegistry registry) {
        this.process = process;
        this.source = source;
        this.live = live;
        this.logLevel = logLevel;
        this.clock = clock;
        this.random = random;
        this.read = counter("read", registry);
        this.failed = counter("failed", registry);
    }

    private static Counter counter(String outcome, MeterRegistry registry) {
        return Counter.builder("broadsheet.parameters.reads")
                .tag("outcome", outcome)
                .register(registry);
    }

    /** Reads them if it is time. */
    void tick() {
        var now = clock.instant();
        if (now.isBefore(next)) {
            return;
        }
        next = now.plusMillis((long) (INTERVAL.toMillis() * (1 - JITTER + 2 * JITTER * random.nextDouble())));
        try {
            var listed = source.read();
            read.increment();
            if (failing) {
                failing = false;
                log.warn("tunables can be read again");
            }
            take(TunableReading.of(process, listed, live.values()));
        } catch (RuntimeException | LinkageError e) {
            // A library that lacks something must not end the thread without a word.
            failed.increment();
            if (!failing) {
                failing = true;
                log.atWarn()
                        .addKeyValue("failure", e.toString())
                        .log("tunables can't be read; what was read last holds");
            }
        }
    }

    private void take(TunableReading reading) {
        if (!reading.values().equals(live.values())) {
            live.set(reading.values());
            log.atInfo().addKeyValue("tunables", reading.values().toString()).log("tunables have changed");
        }
        logLevel.follow(reading.values());
        report(reading.problems());
    }

    private void report(List<TunableReading.Problem> problems) {
        problems.stream()
                .filter(problem -> !reported.contains(problem))
                .forEach(problem ->
                        log.atWarn().addKeyValue("problem", problem.words()).log("a parameter is ignored"));
        reported = new HashSet<>(problems);
    }
}
