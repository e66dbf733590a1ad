package org.broadsheet.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.broadsheet.events.PollDue;
import org.broadsheet.events.RescreenDue;
import org.broadsheet.testing.Broker;

/** What the contracts have in common: a broker, messages to send, and how long to wait for what must come. */
abstract class BrokerContract {
    static final UUID USER = UUID.fromString("0193a1b2-0000-7000-8000-000000000001");
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    abstract Broker broker();

    Duration patience() {
        return Duration.ofSeconds(30);
    }

    static RescreenDue rescreen(long version) {
        return new RescreenDue(USER, version, null);
    }

    static RescreenDue[] rescreens(int count) {
        return java.util.stream.LongStream.range(0, count)
                .mapToObj(BrokerContract::rescreen)
                .toArray(RescreenDue[]::new);
    }

    static PollDue poll(int number) {
        return new PollDue(USER, NOON.plusSeconds(number));
    }

    RawBroker raw() throws Exception {
        return new RawBroker(broker(), patience());
    }

    /** A handler that stands still until it is let go. */
    static RescreenHandler heldUntil(CountDownLatch release) {
        return new RescreenHandler(message -> {
            try {
                assertThat(release.await(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    Rig rig(RescreenHandler handler) {
        return rig(java.util.Map.of(), handler);
    }

    Rig rig(java.util.Map<String, Object> more, RescreenHandler handler) {
        var rig = Rig.start(broker(), more, handler);
        handler.rig.complete(rig);
        return rig;
    }

    Rig rig(PollHandler handler) {
        return rig(java.util.Map.of(), handler);
    }

    Rig rig(java.util.Map<String, Object> more, PollHandler handler) {
        var rig = Rig.start(broker(), more, handler);
        handler.rig.complete(rig);
        return rig;
    }
}
