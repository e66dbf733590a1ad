package org.broadsheet.ingest.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.broadsheet.links.WebUrl;
import org.broadsheet.links.fetch.HostTurns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HostGateTest {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T12:00:00Z"));
    private final ConcurrentLinkedQueue<Duration> waits = new ConcurrentLinkedQueue<>();
    private Duration pause = PAUSE;
    private final HostGate gate = new HostGate(() -> pause, url -> url.host().startsWith("127."), now::get, time -> {
        waits.add(time);
        pass(time);
    });

    @Test
    void requestsToOneHostFollowEachOther() throws Exception {
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, 200)
                    .mapToObj(i -> threads.submit(() -> {
                        try (var turn = gate.take(url("a.example"), PATIENCE).orElseThrow()) {
                            assertThat(turn).isNotNull();
                            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                            Thread.yield();
                            return inside.decrementAndGet();
                        }
                    }))
                    .toList();
            for (var call : calls) {
                assertThat(call.get()).isZero();
            }
        }
        assertThat(most.get()).isEqualTo(1);
        assertThat(gate.waiting()).isZero();
    }

    @Test
    void otherHostsDoNotWait() throws Exception {
        var bothInside = new CountDownLatch(2);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = List.of("a.example", "b.example").stream()
                    .map(host -> threads.submit(() -> {
                        try (var turn = gate.takeForPoll(url(host)).orElseThrow()) {
                            assertThat(turn).isNotNull();
                            bothInside.countDown();
                            return bothInside.await(10, TimeUnit.SECONDS);
                        }
                    }))
                    .toList();
            for (var call : calls) {
                assertThat(call.get()).isTrue();
            }
        }
    }

    @Test
    void whoWaitsTooLongGoes() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var first = gate.takeForPoll(url("a.example")).orElseThrow()) {
            assertThat(first).isNotNull();
            var second = threads.submit(() -> gate.take(url("a.example"), Duration.ofMillis(10)));
            assertThat(second.get()).isEmpty();
            assertThat(gate.waiting()).isZero();
        }
    }

    @Test
    void pollsOfOneHostAreAPauseApart() {
        answered("a.example");
        pass(Duration.ofMillis(300));
        answered("a.example");
        pass(PAUSE);
        answered("a.example");
        assertThat(waits).containsExactly(Duration.ofMillis(700));
    }

    @Test
    void aPauseThatIsTurnedCountsFromTheNextPoll() {
        answered("a.example");
        pause = Duration.ofSeconds(10);
        answered("a.example");
        pause = PAUSE;
        answered("a.example");
        assertThat(waits).containsExactly(Duration.ofSeconds(10), PAUSE);
    }

    @Test
    void expansionsAndOwnServersNeedNoPause() {
        answered("127.0.0.1");
        answered("127.0.0.1");
        answered("a.example");
        gate.take(url("a.example"), PATIENCE).orElseThrow().close();
        assertThat(waits).isEmpty();
    }

    @Test
    void aHostThatDoesNotAnswerIsLeftAloneForAWhile() {
        for (int i = 0; i < HostRecord.FAILURES; i++) {
            assertThat(gate.resting()).isZero();
            unanswered("a.example");
        }
        assertThat(gate.resting()).isEqualTo(1);
        assertThat(gate.takeForPoll(url("a.example"))).isEmpty();
        answered("b.example");
        pass(HostRecord.REST.plusMillis(1));
        answered("a.example");
        answered("a.example");
        assertThat(gate.resting()).isZero();
    }

    @Test
    void oneRequestFindsOutWhetherItAnswersAgain() {
        IntStream.range(0, HostRecord.FAILURES).forEach(i -> unanswered("a.example"));
        pass(HostRecord.REST.plusMillis(1));
        unanswered("a.example");
        assertThat(gate.takeForPoll(url("a.example"))).isEmpty();
    }

    @Test
    void anAnswerInBetweenForgivesTheSilence() {
        IntStream.range(0, HostRecord.FAILURES - 1).forEach(i -> unanswered("a.example"));
        answered("a.example");
        IntStream.range(0, HostRecord.FAILURES - 1).forEach(i -> unanswered("a.example"));
        answered("a.example");
    }

    @Test
    void anOwnServerIsNeverLeftAlone() {
        IntStream.range(0, 3 * HostRecord.FAILURES).forEach(i -> unanswered("127.0.0.1"));
        answered("127.0.0.1");
    }

    @Test
    void remembersNoMoreHostsThanItMay() {
        var records = new HostRecords(now::get);
        IntStream.range(0, 2 * HostRecords.MAX_HOSTS).forEach(i -> records.of(i + ".example"));
        assertThat(records.size()).isEqualTo(HostRecords.MAX_HOSTS);
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private void answered(String host) {
        turn(host).close();
    }

    private void unanswered(String host) {
        try (var turn = turn(host)) {
            turn.unanswered();
        }
    }

    private HostTurns.Turn turn(String host) {
        return gate.takeForPoll(url(host)).orElseThrow();
    }

    private static WebUrl url(String host) {
        return (WebUrl) WebUrl.parse("https://" + host + "/feed");
    }
}
