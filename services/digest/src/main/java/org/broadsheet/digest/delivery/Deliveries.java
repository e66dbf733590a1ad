package org.broadsheet.digest.delivery;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.broadsheet.digest.DigestConfig;
import org.broadsheet.digest.mail.HandOver;
import org.broadsheet.digest.run.NextStep;
import org.broadsheet.digest.run.RunState;
import org.broadsheet.events.DigestSent;
import org.broadsheet.messaging.EventPublisher;

/** The transactions around a hand-over, which itself is in none. */
@Singleton
class Deliveries {
    private static final String NEVER_AGAIN =
            "The process ended while the mail was handed over: it may have been sent or not.";
    private static final String NEVER_COMPOSED = "No articles were chosen in time.";

    private final DeliveryRepository repository;
    private final EventPublisher publisher;
    private final DigestConfig config;
    private final InstantSource clock;

    Deliveries(
            DeliveryRepository repository,
            @Named("digest") EventPublisher publisher,
            DigestConfig config,
            InstantSource clock) {
        this.repository = repository;
        this.publisher = publisher;
        this.config = config;
        this.clock = clock;
    }

    /** Takes a digest that is to be handed over now; when this returns, everybody knows that it is being sent. */
    @Transactional("digest")
    public Optional<Delivery> claim(Duration lease) {
        var now = clock.instant();
        return repository.claim(now, now.plus(lease));
    }

    /**
     * Records what came of a hand-over.
     *
     * @return what the run is now; empty if it is gone, or somebody has it again
     */
    @Transactional("digest")
    public Optional<RunState> settle(Delivery delivery, HandOver outcome) {
        var now = clock.instant();
        var next = NextStep.after(outcome, delivery.attempt(), config, now);
        if (!repository.settle(delivery, next)) {
            return Optional.empty();
        }
        if (next.state() == RunState.SENT) {
            publisher.publish(new DigestSent(delivery.runId(), delivery.userId(), delivery.articleIds(), now));
        }
        return Optional.of(next.state());
    }

    /** How many runs were left behind, and are ended now. */
    record Left(int unknown, int failed, int suppressed) {}

    /** @param repeatable whether a mail that may have been handed over can be handed over again */
    @Transactional("digest")
    public Left leaveBehind(boolean repeatable) {
        var now = clock.instant();
        int unknown = 0;
        if (repeatable) {
            repository.leave(RunState.SENDING, now, RunState.COMPOSED, null, now);
        } else {
            unknown = repository.leave(RunState.SENDING, now, RunState.UNKNOWN, NEVER_AGAIN, null);
        }
        int failed = repository.leave(RunState.DUE, now, RunState.FAILED, NEVER_COMPOSED, null);
        return new Left(unknown, failed, repository.suppressUnwanted(now));
    }
}
