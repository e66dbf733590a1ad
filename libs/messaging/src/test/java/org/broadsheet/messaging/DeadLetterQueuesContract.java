package org.broadsheet.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.broadsheet.events.MessageType;
import org.broadsheet.messaging.DeadLetterOutcome.Counts;
import org.broadsheet.messaging.Letters.Letter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator can do with dead letters, whatever the broker. */
abstract class DeadLetterQueuesContract extends BrokerContract {
    static final String RESCREEN = "filter.rescreen-due";
    private static final String POLL = "ingest.poll-due";
    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    final String prefix = Rig.freshPrefix();
    Letters letters;
    DeadLetterQueues queues;

    @BeforeEach
    void open() throws Exception {
        letters = new Letters(broker(), prefix).declare(RESCREEN, POLL);
        queues = DeadLetterQueues.open(broker().amqpUrl(), "the test", prefix, Duration.ofSeconds(10));
    }

    @AfterEach
    void close() throws Exception {
        queues.close();
        for (var consumer : List.of(RESCREEN, POLL)) {
            letters.delete(prefix + consumer);
            letters.delete(letters.dead(consumer));
        }
        letters.close();
    }

    private static DeadLetterFilter only(String consumer) {
        return new DeadLetterFilter(
                Set.of(consumer), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 1_000_000);
    }

    private static DeadLetterFilter because(String reason) {
        return new DeadLetterFilter(
                Set.of(), Optional.empty(), Optional.of(reason), Optional.empty(), Optional.empty(), 1_000_000);
    }

    private List<DeadLetter> look(DeadLetterFilter filter) throws Exception {
        var seen = new ArrayList<DeadLetter>();
        queues.look(filter, seen::add);
        return seen;
    }

    static Counts sum(List<DeadLetterOutcome> outcomes) {
        return outcomes.stream().map(DeadLetterOutcome::counts).reduce(Counts.NONE, Counts::plus);
    }

    @Test
    void aLetterTellsWhatItIsAndWhyItIsDead() throws Exception {
        var letter = Letter.of(7, "IllegalStateException at Rules.apply:12", NOON);
        letters.put(RESCREEN, letter);
        assertThat(look(DeadLetterFilter.ALL)).singleElement().satisfies(seen -> {
            assertThat(seen.consumer()).isEqualTo(RESCREEN);
            assertThat(seen.messageId()).isEqualTo(letter.id());
            assertThat(seen.type()).isEqualTo("rescreen.due");
            assertThat(seen.reason()).isEqualTo("IllegalStateException at Rules.apply:12");
            assertThat(seen.attempts()).isEqualTo(10);
            assertThat(seen.failedAt()).isEqualTo(NOON);
            assertThat(new String(seen.body(), UTF_8)).isEqualTo(Letter.body(7));
            assertThat(seen.headers()).containsEntry("correlation-id", "request-1");
        });
    }

    @Test
    void lookingChangesNothingHoweverOften() throws Exception {
        var put = IntStream.range(0, 30).mapToObj(i -> Letter.of(i, "r", NOON)).toList();
        letters.put(RESCREEN, put);
        for (int i = 0; i < 30; i++) { // RabbitMQ 4 gives a message up after 20 deliveries, where nothing else is said
            assertThat(look(DeadLetterFilter.ALL)).hasSize(30);
        }
        assertThat(Letters.ids(letters.drain(letters.dead(RESCREEN))))
                .containsExactlyInAnyOrderElementsOf(
                        put.stream().map(Letter::id).toList());
    }

    @Test
    void aWalkBeginsWithWhatTheLastOneGaveBack() throws Exception {
        letters.put(
                RESCREEN,
                IntStream.range(0, 2_000).mapToObj(i -> Letter.of(i, "r", NOON)).toList());
        for (int i = 0; i < 5; i++) { // without a pause, as a script does
            assertThat(sum(queues.look(DeadLetterFilter.ALL, letter -> {})).matched())
                    .isEqualTo(2_000);
        }
        assertThat(sum(queues.discard(DeadLetterFilter.ALL)).settled()).isEqualTo(2_000);
    }

    @Test
    void eachCriterionNarrows() throws Exception {
        var old = Letter.of(1, "UNREADABLE body", NOON);
        var recent = Letter.of(2, "IllegalStateException", NOON.plusSeconds(3600));
        var undated = new Letter(UUID.randomUUID(), null, null, Letter.body(3));
        letters.put(RESCREEN, old, recent).put(POLL, undated);
        assertThat(look(only(POLL))).extracting(DeadLetter::messageId).containsExactly(undated.id());
        assertThat(look(because("unreadable")))
                .extracting(DeadLetter::messageId)
                .containsExactly(old.id());
        assertThat(look(criteria(Optional.of(recent.id()), Optional.empty(), Optional.empty())))
                .extracting(DeadLetter::messageId)
                .containsExactly(recent.id());
        assertThat(look(criteria(Optional.empty(), Optional.of(NOON.plusSeconds(1)), Optional.empty())))
                .extracting(DeadLetter::messageId)
                .containsExactly(old.id());
        assertThat(look(criteria(Optional.empty(), Optional.empty(), Optional.of(NOON.plusSeconds(1)))))
                .extracting(DeadLetter::messageId)
                .contains(recent.id())
                .doesNotContain(old.id());
        assertThat(look(DeadLetterFilter.ALL.withLimit(2))).hasSize(2);
    }

    private static DeadLetterFilter criteria(
            Optional<UUID> id, Optional<Instant> failedBefore, Optional<Instant> failedAfter) {
        return new DeadLetterFilter(Set.of(), id, Optional.empty(), failedBefore, failedAfter, 1_000_000);
    }

    @Test
    void aReplayedMessageIsTheMessageThatFailed() throws Exception {
        var letter = Letter.of(7, "r", NOON);
        letters.put(RESCREEN, letter);
        assertThat(sum(queues.replay(DeadLetterFilter.ALL))).isEqualTo(new Counts(1, 1, 0, 0));
        assertThat(letters.depth(letters.dead(RESCREEN))).isZero();
        assertThat(letters.drain(prefix + RESCREEN)).singleElement().satisfies(message -> {
            var properties = message.getProps();
            assertThat(properties.getMessageId()).isEqualTo(letter.id().toString());
            assertThat(properties.getType()).isEqualTo("rescreen.due");
            assertThat(properties.getCorrelationId()).isEqualTo("request-1");
            assertThat(properties.getDeliveryMode()).isEqualTo(2);
            assertThat(properties.getHeaders())
                    .containsKeys("x-schema-version", "x-replayed-at")
                    .doesNotContainKeys("x-reason", "x-attempts", "x-first-failed-at", "x-last-failed-at");
            assertThat(new String(message.getBody(), UTF_8)).isEqualTo(Letter.body(7));
        });
    }

    @Test
    void whatIsNotMeantStaysUnharmed() throws Exception {
        var good = IntStream.range(0, 20)
                .mapToObj(i -> Letter.of(i, "fixed", NOON))
                .toList();
        var bad = IntStream.range(0, 20)
                .mapToObj(i -> Letter.of(i, "broken", NOON))
                .toList();
        for (int i = 0; i < 20; i++) {
            letters.put(RESCREEN, bad.get(i), good.get(i));
        }
        assertThat(sum(queues.replay(because("fixed")))).isEqualTo(new Counts(20, 20, 0, 20));
        assertThat(Letters.ids(letters.drain(prefix + RESCREEN)))
                .containsExactlyElementsOf(good.stream().map(Letter::id).toList());
        assertThat(letters.drain(letters.dead(RESCREEN)))
                .allSatisfy(
                        response -> assertThat(response.getProps().getHeaders().get("x-reason"))
                                .hasToString("broken"))
                .hasSize(20);
    }

    @Test
    void whatIsDiscardedIsGone() throws Exception {
        letters.put(RESCREEN, Letter.of(1, "a", NOON), Letter.of(2, "b", NOON));
        assertThat(sum(queues.discard(because("a")))).isEqualTo(new Counts(1, 1, 0, 1));
        assertThat(look(DeadLetterFilter.ALL)).extracting(DeadLetter::reason).containsExactly("b");
        assertThat(letters.depth(prefix + RESCREEN)).isZero();
    }

    @Test
    void aDryRunCountsAndChangesNothing() throws Exception {
        letters.put(RESCREEN, Letter.of(1, "a", NOON)).put(POLL, Letter.of(2, "a", NOON));
        letters.delete(prefix + POLL);
        assertThat(sum(queues.rehearseReplay(DeadLetterFilter.ALL))).isEqualTo(new Counts(2, 0, 1, 2));
        assertThat(look(DeadLetterFilter.ALL)).hasSize(2);
        assertThat(letters.depth(prefix + RESCREEN)).isZero();
    }

    @Test
    void whatNoQueueTakesStaysAmongTheDeadLetters() throws Exception {
        letters.put(RESCREEN, Letter.of(1, "a", NOON), Letter.of(2, "a", NOON)).put(POLL, Letter.of(3, "a", NOON));
        letters.delete(prefix + RESCREEN);
        assertThat(sum(queues.replay(DeadLetterFilter.ALL))).isEqualTo(new Counts(3, 1, 2, 2));
        assertThat(look(DeadLetterFilter.ALL)).extracting(DeadLetter::consumer).containsExactly(RESCREEN, RESCREEN);
    }

    @Test
    void whatIsNotOnTheBrokerIsSaid() throws Exception {
        assertThat(queues.look(only("feed.digest-sent"), letter -> {}))
                .containsExactly(new DeadLetterOutcome.Missing("feed.digest-sent"));
    }

    @Test
    void aLetterWithoutAnyPropertyIsNamedAndCanBeDiscarded() throws Exception {
        try (var raw = raw()) {
            raw.publishBare(letters.dead(RESCREEN), "nonsense");
        }
        var seen = look(DeadLetterFilter.ALL).getFirst();
        assertThat(seen.reason()).isEqualTo("not said");
        assertThat(seen.failedAt()).isNull();
        assertThat(sum(queues.discard(criteria(Optional.of(seen.messageId()), Optional.empty(), Optional.empty()))))
                .isEqualTo(new Counts(1, 1, 0, 0));
    }

    @Test
    void anEndInTheMiddleLosesNothing() throws Exception {
        letters.put(
                RESCREEN,
                IntStream.range(0, 5).mapToObj(i -> Letter.of(i, "r", NOON)).toList());
        assertThatThrownBy(() -> queues.look(DeadLetterFilter.ALL, letter -> {
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");
        queues.close();
        await().atMost(patience()).until(() -> letters.depth(letters.dead(RESCREEN)) == 5);
    }

    @Test
    void tenThousandLettersGoBackEachOnce() throws Exception {
        var put = IntStream.range(0, 10_000)
                .mapToObj(i -> Letter.of(i, i % 2 == 0 ? "even" : "odd", NOON))
                .toList();
        letters.put(RESCREEN, put);
        assertThat(sum(queues.replay(because("even")))).isEqualTo(new Counts(5_000, 5_000, 0, 5_000));
        assertThat(sum(queues.replay(because("odd")))).isEqualTo(new Counts(5_000, 5_000, 0, 0));
        var replayed = Letters.ids(letters.drain(prefix + RESCREEN));
        assertThat(replayed).hasSize(10_000);
        assertThat(new HashSet<>(replayed))
                .isEqualTo(new HashSet<>(put.stream().map(Letter::id).toList()));
    }

    @Test
    void aReplayAfter29DaysDoublesNothing() throws Exception {
        try (var rig = rig(new RescreenHandler(message -> {}));
                var dead = new Letters(broker(), rig.prefix());
                var operator =
                        DeadLetterQueues.open(broker().amqpUrl(), "the test", rig.prefix(), Duration.ofSeconds(10))) {
            rig.publish("filter", rescreen(1));
            await().atMost(patience()).until(() -> rig.effects("filter") == 1);
            dead.put(
                    RESCREEN,
                    new Letter(
                            MessageType.messageId(rescreen(1)),
                            "r",
                            Instant.now().minus(Duration.ofDays(29)),
                            Letter.body(1)));
            rig.sql("UPDATE filter.inbox SET received_at = received_at - interval '29 days'");
            new Transactions(rig.transactions("filter")).execute(Inbox::forgetOld);
            assertThat(sum(operator.replay(DeadLetterFilter.ALL)).settled()).isEqualTo(1);
            await().atMost(patience()).until(() -> rig.consumed("duplicate") == 1);
            assertThat(rig.effects("filter")).isEqualTo(1);
        }
    }
}
