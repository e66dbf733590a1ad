package org.broadsheet.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.Arrays;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.awaitility.core.ConditionTimeoutException;
import org.broadsheet.testing.Broker;
import org.broadsheet.testing.TestRabbit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contracts must be able to fail: each of these bugs is caught by the test that is named here. */
class PlantedBugsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @FunctionalInterface
    private interface Catcher {
        void run() throws Exception;
    }

    private static Catcher catcherOf(PlantedBug bug) {
        var contract = new Impatient();
        var faults = new ImpatientWithFaults();
        var order = new ImpatientWithOrder();
        return switch (bug) {
            case ACK_BEFORE_COMMIT -> faults::aDatabaseThatGoesAwayInTheMiddleOfABatchLosesNothing;
            case ACK_ON_SHUTDOWN -> faults::whatIsLeftOfAnOrderlyEndIsDeliveredForTheFirstTime;
            case ACK_OF_OTHERS_WORK -> faults::workInHandAtTheEndOfAProcessIsDoneByAnother;
            case CONFIRM_IGNORED, RETURN_IGNORED, DELETED_BEFORE_PUBLISHED, REFUSED_IS_FORGOTTEN ->
                contract::whatNoQueueTakesStaysInTheOutboxUntilOneDoes;
            case CURSOR_POLLER -> order::everyRowOfManyWritersIsPublishedByManyRelays;
            case SAID_BEFORE_COMMIT -> contract::whatARolledBackTransactionPublishedIsNeverSaid;
            case INBOX_IGNORED -> contract::aMessageDeliveredTwiceHasOneEffect;
            case INBOX_OUTSIDE_THE_TRANSACTION, BATCH_FAILS_AS_A_WHOLE, RETRY_DROPPED ->
                contract::aMessageThatFailsAloneIsTriedAgainAndDoesNotHoldItsNeighboursBack;
            case RANDOM_MESSAGE_ID -> contract::theSameEventPublishedTwiceHasOneEffect;
            case ATTEMPTS_NOT_COUNTED, DEAD_LETTER_DROPPED ->
                contract::aMessageThatAlwaysFailsEndsInTheDeadLettersWithTheReason;
            case LEASE_NOT_RENEWED -> faults::aRetryInHandIsNobodyElsesWhileItsProcessLives;
            case GIVEN_UP_TWICE -> faults::anAttemptThatFailsAfterAnotherHasTakenItOverIsOneDeadLetter;
            case SUSPECTS_TRIED_TOGETHER -> faults::whatADeadProcessHadInHandIsTriedWithNothingBesideIt;
            case UNREADABLE_IS_TRIED_AGAIN -> contract::whatCantBeReadGoesToTheDeadLettersAtOnceAndTheConsumerStaysUp;
            case DEADLINE_IGNORED -> faults::workThatPassesItsDeadlineIsReportedAndTriedAgain;
            case CORRELATION_LOST -> contract::theCorrelationIdGoesWithTheMessage;
        };
    }

    @ParameterizedTest
    @EnumSource(PlantedBug.class)
    void isCaught(PlantedBug bug) {
        var catcher = catcherOf(bug);
        try (var planted = bug.plant(ByteBuddyAgent.install())) {
            assertThat(catchThrowable(catcher::run))
                    .as(bug + " was not caught")
                    .isInstanceOfAny(AssertionError.class, ConditionTimeoutException.class);
        }
    }

    @Test
    void atLeastTwentyArePlanted() {
        assertThat(Arrays.stream(PlantedBug.values())).hasSizeGreaterThanOrEqualTo(20);
    }

    private static final class Impatient extends MessagingContract {
        @Override
        Broker broker() {
            return TestRabbit.rabbitmq();
        }

        @Override
        Duration patience() {
            return PATIENCE;
        }
    }

    private static final class ImpatientWithFaults extends FaultContract {
        @Override
        Broker broker() {
            return TestRabbit.rabbitmq();
        }

        @Override
        Duration patience() {
            return PATIENCE;
        }
    }

    private static final class ImpatientWithOrder extends CommitOrderIT {
        @Override
        Duration patience() {
            return PATIENCE;
        }
    }
}
