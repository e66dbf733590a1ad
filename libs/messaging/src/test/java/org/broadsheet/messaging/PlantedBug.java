package org.broadsheet.messaging;

import static net.bytebuddy.matcher.ElementMatchers.isSynthetic;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;

import java.lang.instrument.Instrumentation;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy;
import net.bytebuddy.asm.Advice;

/**
 * A mistake that messaging could have, put into the classes of this JVM from outside while a test runs: the product
 * itself has no switch for it.
 */
enum PlantedBug {
    ACK_BEFORE_COMMIT("QueueSubscription", "next", Mistakes.AckWhatComes.class),
    ACK_ON_SHUTDOWN("QueueSubscription", "cancel", Mistakes.AckWhatHasCome.class),
    ACK_OF_OTHERS_WORK("QueueSubscription", "ack", Mistakes.AckAllBefore.class),
    CONFIRM_IGNORED("ConfirmWindow", "publish", Mistakes.EverythingConfirmed.class),
    RETURN_IGNORED("ConfirmWindow", "publish", Mistakes.ReturnedIsConfirmed.class),
    DELETED_BEFORE_PUBLISHED("Outbox", "claim", Mistakes.DeleteWhatIsClaimed.class),
    CURSOR_POLLER("Outbox", "claim", Mistakes.SkipBehindCursor.class),
    REFUSED_IS_FORGOTTEN("Outbox", "postpone", Mistakes.DropWhatIsRefused.class),
    SAID_BEFORE_COMMIT("Outbox", "add", Mistakes.CommitEarly.class),
    INBOX_IGNORED("Inbox", "receive", Mistakes.EverythingIsNew.class),
    INBOX_OUTSIDE_THE_TRANSACTION("Inbox", "receive", Mistakes.CommitEarly.class),
    RANDOM_MESSAGE_ID("org.broadsheet.events.MessageType", "messageId", Mistakes.RandomId.class),
    BATCH_FAILS_AS_A_WHOLE("Processor", "processAlone", Mistakes.Skip.class),
    RETRY_DROPPED("Retries", "add", Mistakes.Skip.class),
    ATTEMPTS_NOT_COUNTED("Retries", "claim", Mistakes.ForgetAttempts.class),
    LEASE_NOT_RENEWED("Retries", "renew", Mistakes.Skip.class),
    GIVEN_UP_TWICE("Retries", "take", Mistakes.True.class),
    SUSPECTS_TRIED_TOGETHER("RetryLane", "tryDue", Mistakes.InCompany.class),
    DEAD_LETTER_DROPPED("DeadLetters", "add", Mistakes.Skip.class),
    UNREADABLE_IS_TRIED_AGAIN("Codec", "decode", Mistakes.ThrowUnreadable.class),
    DEADLINE_IGNORED("Deadlines", "look", Mistakes.Skip.class),
    CORRELATION_LOST("Envelope", "properties", Mistakes.NoCorrelation.class);

    private final String type;
    private final String method;
    private final Class<?> mistake;

    PlantedBug(String type, String method, Class<?> mistake) {
        this.type = type.contains(".") ? type : "org.broadsheet.messaging." + type;
        this.method = method;
        this.mistake = mistake;
    }

    /** Plants it until the result is closed. */
    Planted plant(Instrumentation instrumentation) {
        Mistakes.reset();
        load(); // a class that is loaded while it is changed would ask for itself through the mistake's signature
        var planted = new AgentBuilder.Default()
                .disableClassFormatChanges()
                .with(RedefinitionStrategy.RETRANSFORMATION)
                .type(named(type))
                .transform((builder, description, loader, module, domain) ->
                        builder.visit(Advice.to(mistake).on(named(method).and(not(isSynthetic())))))
                .installOn(instrumentation);
        return () -> {
            if (!planted.reset(instrumentation, RedefinitionStrategy.RETRANSFORMATION)) {
                throw new IllegalStateException(this + " could not be removed: later tests would fail for nothing");
            }
        };
    }

    private void load() {
        try {
            Class.forName(type);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(this + " has no place any more", e);
        }
    }

    @FunctionalInterface
    interface Planted extends AutoCloseable {
        @Override
        void close();
    }
}
