package org.broadsheet.tunables;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.logging.impl.LogbackLoggingSystem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.broadsheet.settings.Tunables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class TunableWatchTest {
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final int CONFIGURED = 200;

    private final Map<String, Optional<String>> stored = new HashMap<>();
    private final List<Instant> calls = new ArrayList<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final LiveTunables live = new LiveTunables();
    private final Logger ours = (Logger) LoggerFactory.getLogger("org.broadsheet");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private Instant now = START;
    private boolean away;
    private final TunableWatch watch = new TunableWatch(
            "ingest",
            this::read,
            live,
            new LogLevel(new LogbackLoggingSystem(null, null)),
            () -> now,
            new Random(1),
            registry);

    @BeforeEach
    void listen() {
        lines.start();
        ours.addAppender(lines);
    }

    @AfterEach
    void stop() {
        ours.detachAppender(lines);
        ours.setLevel(null);
    }

    private Map<String, Optional<String>> read() {
        calls.add(now);
        if (away) {
            throw new IllegalStateException("nobody answers");
        }
        return Map.copyOf(stored);
    }

    private void store(String name, String value) {
        stored.put(name, Optional.of(value));
    }

    /** Ticks every second, as the thread does. */
    private void pass(Duration time) {
        for (var end = now.plus(time); now.isBefore(end); now = now.plusSeconds(1)) {
            watch.tick();
        }
    }

    private int pollsInFlight() {
        return live.of(Tunables.POLLS_IN_FLIGHT, CONFIGURED);
    }

    private List<String> warnings() {
        return lines.list.stream()
                .filter(line -> line.getLevel() == Level.WARN)
                .map(line -> line.getFormattedMessage() + " " + line.getKeyValuePairs())
                .toList();
    }

    private double count(String outcome) {
        return registry.get("broadsheet.parameters.reads")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    @Test
    void whatIsStoredHoldsFromTheFirstTick() {
        store("polls-in-flight", "7");
        assertThat(pollsInFlight()).isEqualTo(CONFIGURED);
        watch.tick();
        assertThat(pollsInFlight()).isEqualTo(7);
    }

    @Test
    void aChangeIsVisibleAfterFiveMinutesAndNotAtOnce() {
        watch.tick();
        store("polls-in-flight", "7");
        pass(Duration.ofMinutes(4));
        assertThat(pollsInFlight()).isEqualTo(CONFIGURED);
        pass(Duration.ofSeconds(91));
        assertThat(pollsInFlight()).isEqualTo(7);
    }

    @Test
    void itIsAskedOnceInFiveMinutesMoreOrLess() {
        pass(Duration.ofHours(10));
        assertThat(calls).hasSizeBetween(118, 122);
        var pauses = new ArrayList<Duration>();
        for (int i = 1; i < calls.size(); i++) {
            pauses.add(Duration.between(calls.get(i - 1), calls.get(i)));
        }
        assertThat(pauses)
                .allSatisfy(pause -> assertThat(pause).isBetween(Duration.ofSeconds(270), Duration.ofSeconds(331)));
        assertThat(pauses.stream().distinct()).hasSizeGreaterThan(20);
        assertThat(count("read")).isEqualTo(calls.size());
    }

    @Test
    void whatWasReadLastHoldsWhileNobodyAnswersAndThatIsSaidOnce() {
        store("polls-in-flight", "7");
        watch.tick();
        away = true;
        pass(Duration.ofMinutes(30));
        assertThat(pollsInFlight()).isEqualTo(7);
        assertThat(warnings()).singleElement().asString().contains("can't be read", "nobody answers");
        assertThat(count("failed")).isBetween(5.0, 7.0).isEqualTo(calls.size() - 1);

        away = false;
        store("polls-in-flight", "8");
        pass(Duration.ofMinutes(30));
        assertThat(pollsInFlight()).isEqualTo(8);
        assertThat(warnings()).hasSize(2).last().asString().contains("can be read again");
    }

    @Test
    void aBadValueIsReportedOnceAndWhatHeldHolds() {
        store("polls-in-flight", "7");
        watch.tick();
        store("polls-in-flight", "7000");
        pass(Duration.ofHours(1));
        assertThat(pollsInFlight()).isEqualTo(7);
        assertThat(warnings())
                .singleElement()
                .asString()
                .contains("ingest.polls-in-flight: 7000 is not allowed; a whole number from 0 to 2000 is");

        store("polls-in-flight", "8000");
        pass(Duration.ofHours(1));
        assertThat(warnings()).hasSize(2);
    }

    @Test
    void anUnknownNameIsReportedOnceAndHindersNothing() {
        store("poll-in-flight", "7");
        store("host-pause", "2s");
        pass(Duration.ofHours(1));
        assertThat(live.of(Tunables.HOST_PAUSE, Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(2));
        assertThat(warnings()).singleElement().asString().contains("did you mean polls-in-flight?");
    }

    @Test
    void whatIsEncryptedIsReportedAndIgnored() {
        stored.put("polls-in-flight", Optional.empty());
        pass(Duration.ofMinutes(20));
        assertThat(pollsInFlight()).isEqualTo(CONFIGURED);
        assertThat(warnings()).singleElement().asString().contains("ingest.polls-in-flight is encrypted");
    }

    @Test
    void whatIsDeletedIsAsConfiguredAgain() {
        store("polls-in-flight", "7");
        watch.tick();
        stored.clear();
        pass(Duration.ofMinutes(6));
        assertThat(pollsInFlight()).isEqualTo(CONFIGURED);
    }

    @Test
    void ourLogLevelFollowsAndGoesBack() {
        assertThat(ours.isDebugEnabled()).isEqualTo(rootIsDebug());
        store("log-level", "WARN");
        watch.tick();
        assertThat(ours.isInfoEnabled()).isFalse();
        store("log-level", "DEBUG");
        pass(Duration.ofMinutes(6));
        assertThat(ours.isDebugEnabled()).isTrue();
        assertThat(LoggerFactory.getLogger("software.amazon").isDebugEnabled()).isEqualTo(rootIsDebug());
        stored.clear();
        pass(Duration.ofMinutes(6));
        assertThat(ours.getLevel()).isNull();
    }

    private static boolean rootIsDebug() {
        return LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).isDebugEnabled();
    }
}
