package org.broadsheet.chaos.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.StreamSupport;
import org.broadsheet.chaos.check.Invariant;
import org.broadsheet.chaos.network.Timeline;

/**
 * Connects an account elsewhere and connects it again when it is said that its credentials are over. Some people also
 * disconnect it now and then, and change their minds.
 */
final class AccountHabit {
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration RETRY = Duration.ofMillis(500);
    private static final int LEAVES_OF = 25;

    private final Person person;
    private final Timeline timeline;
    private final boolean leaves;
    private final AtomicLong reconnected;
    private long next = System.nanoTime();

    /**
     * @param leaves whether this person disconnects the account now and then
     * @param reconnected counts what was connected because its credentials were over
     */
    AccountHabit(Person person, Timeline timeline, boolean leaves, AtomicLong reconnected) {
        this.person = person;
        this.timeline = timeline;
        this.leaves = leaves;
        this.reconnected = reconnected;
    }

    /** Until it has happened. */
    void begin() {
        while (!person.isOver() && !connect()) {
            Pause.of(RETRY);
        }
    }

    /** Looks after the account, if it is time to. */
    void step() {
        if (System.nanoTime() - next < 0) {
            return;
        }
        next = System.nanoTime() + LOOK.toNanos();
        connections().ifPresent(mine -> {
            if (mine.isEmpty()) {
                connect();
            } else if (isOver(mine)) {
                reconnect();
            } else if (leaves && person.random().nextInt(LEAVES_OF) == 0) {
                mine.forEach(one -> person.disconnect(one.path("id").asText()));
            }
        });
    }

    /** Connects it again if its credentials are over, and does nothing else. */
    void mend() {
        if (connections().filter(AccountHabit::isOver).isPresent()) {
            reconnect();
        }
    }

    private void reconnect() {
        if (connect()) {
            reconnected.incrementAndGet();
        }
    }

    private static boolean isOver(List<JsonNode> connections) {
        return connections.stream().anyMatch(one -> one.path("state").asText().equals("expired"));
    }

    private Optional<List<JsonNode>> connections() {
        return person.api().get("connections") instanceof Reply.Answered answered && answered.isGood()
                ? Optional.of(StreamSupport.stream(answered.data().path("items").spliterator(), false)
                        .toList())
                : Optional.empty();
    }

    /** There and back: nobody can come back twice by one way, so what fails begins anew. */
    private boolean connect() {
        var key = person.newKey();
        var begun = person.until(() -> person.api().post("connections", timeline.wish(), key));
        if (!(begun instanceof Reply.Answered answered) || !answered.isGood()) {
            return false;
        }
        var back =
                timeline.agree(URI.create(answered.data().path("authorizeUrl").asText()));
        if (back.isEmpty()) {
            person.findings()
                    .violated(
                            Invariant.I9,
                            person.profile() + " was sent to their network with what it knows nothing of");
            return false;
        }
        var attempt = person.profile().connected().begin(true);
        var reply = person.api().get("connections/callback?" + back.get().getRawQuery());
        if (!(reply instanceof Reply.Answered end)) {
            return false;
        }
        if (end.answer().header("Location").endsWith("connection=connected")) {
            attempt.ok();
            return true;
        }
        attempt.failed();
        return false;
    }
}
