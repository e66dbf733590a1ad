package org.broadsheet.chaos.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.broadsheet.testing.Answer;
import org.broadsheet.testing.ReceivedRequest;
import org.broadsheet.testing.SettableClock;
import org.junit.jupiter.api.Test;

class DoorTest {
    private static final Answer PAGE = Answer.of("application/json", "[{}, {}]");

    private final SettableClock clock = SettableClock.at("2026-11-21T10:00:00Z");
    private final Mood mood = new Mood();
    private final Trap trap = new Trap();
    private final Door door = new Doors(mood, trap, clock)
            .open(until -> Account.json(429, "{}").withHeader("Reset", until.toString()), Account.json(206, "[]"));

    private Answer ask(String query) {
        return door.answer(new ReceivedRequest("GET", "/home?" + query, Map.of(), ""), () -> PAGE);
    }

    @Test
    void whoHasEnoughSaysWhenToAskAgain() {
        var until = clock.instant().plusSeconds(5);
        mood.misbehave(Misbehaviour.LIMITED, until);
        assertThat(ask("limit=40")).returns(429, Answer::status);
        assertThat(ask("limit=40").headers()).containsEntry("Reset", until.toString());
        mood.behave();
        assertThat(ask("limit=40")).isSameAs(PAGE);
    }

    @Test
    void everyOtherAnswerIsCut() {
        mood.misbehave(Misbehaviour.CUT, Instant.MAX);
        assertThat(new Answer.Ending[] {
                    ask("limit=40").ending(), ask("limit=40").ending()
                })
                .containsExactly(Answer.Ending.WHOLE, Answer.Ending.CUT);
    }

    @Test
    void atRestItIsNotedWhenTheTimelineIsReadFromItsTop() {
        ask("limit=40");
        door.rest();
        ask("limit=40&min_id=1");
        ask("limit=40&max_id=1");
        assertThat(door.readFrom()).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        ask("limit=40");
        clock.advance(Duration.ofSeconds(1));
        ask("limit=40");
        assertThat(door.readFrom()).contains(Instant.parse("2026-11-21T10:00:01Z"));
    }

    @Test
    void whatIsNotGivenIsNotRead() {
        door.rest();
        mood.misbehave(Misbehaviour.BROKEN, Instant.MAX);
        assertThat(ask("limit=40")).returns(503, Answer::status);
        assertThat(door.readFrom()).isEmpty();
        assertThat(door.pages()).isZero();
    }

    @Test
    void closedItAsksToBeLeftAlone() {
        door.close();
        assertThat(ask("limit=40")).returns(429, Answer::status);
    }

    @Test
    void aTrapSpringsOnceAndWithAPageOnly() throws Exception {
        var sprung = new CountDownLatch(1);
        trap.set(sprung::countDown);
        mood.misbehave(Misbehaviour.COLD, Instant.MAX);
        ask("limit=40");
        assertThat(trap.isSet()).isTrue();
        mood.behave();
        ask("limit=40");
        assertThat(sprung.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(trap.remove()).isFalse();
    }
}
