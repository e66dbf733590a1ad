package org.broadsheet.ingest.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HostGateTest {
    private final HostGate gate = new HostGate();

    @Test
    void requestsToOneHostFollowEachOther() throws Exception {
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, 200)
                    .mapToObj(i -> threads.submit(() -> gate.oneAtATime("a.example", () -> {
                        most.accumulateAndGet(now.incrementAndGet(), Math::max);
                        Thread.yield();
                        return now.decrementAndGet();
                    })))
                    .toList();
            for (var call : calls) {
                assertThat(call.get()).isZero();
            }
        }
        assertThat(most.get()).isEqualTo(1);
    }

    @Test
    void otherHostsDoNotWait() throws Exception {
        var bothInside = new CountDownLatch(2);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = List.of("a.example", "b.example").stream()
                    .map(host -> threads.submit(() -> gate.oneAtATime(host, () -> {
                        bothInside.countDown();
                        return await(bothInside);
                    })))
                    .toList();
            for (var call : calls) {
                assertThat(call.get()).isTrue();
            }
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
