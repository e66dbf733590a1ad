package org.broadsheet.messaging;

import static net.bytebuddy.matcher.ElementMatchers.isSynthetic;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;

import java.lang.instrument.Instrumentation;
import java.util.concurrent.atomic.AtomicInteger;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;

/** Moments around each boundary that a message crosses, at which a process can be made to die. */
enum CrashPoint {
    BEFORE_EFFECT("Consumption$Batches", "apply", true),
    AFTER_EFFECT("Consumption$Batches", "apply", false),
    BEFORE_COMMIT("Transactions", "run", false),
    AFTER_COMMIT("Processor", "settle", false),
    BEFORE_PUBLISH("ConfirmWindow", "send", true),
    AFTER_PUBLISH("ConfirmWindow", "send", false),
    BEFORE_CONFIRM("ConfirmWindow", "acked", true),
    AFTER_CONFIRM("ConfirmWindow", "acked", false),
    BEFORE_DELETE("Outbox", "remove", true),
    AFTER_DELETE("Outbox", "remove", false),
    BEFORE_ACK("QueueSubscription", "ackAll", true),
    AFTER_ACK("QueueSubscription", "ackAll", false);

    /** As a shell reports a process that was killed. */
    static final int STATUS = 137;

    static final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);

    private final String type;
    private final String method;
    private final boolean atEntry;

    CrashPoint(String type, String method, boolean atEntry) {
        this.type = "org.broadsheet.messaging." + type;
        this.method = method;
        this.atEntry = atEntry;
    }

    /** Lets this process die the {@code times}-th time it comes by. */
    void arm(Instrumentation instrumentation, int times) {
        left.set(times);
        new AgentBuilder.Default()
                .disableClassFormatChanges()
                .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
                .type(named(type))
                .transform((builder, description, loader, module, domain) ->
                        builder.visit(Advice.to(atEntry ? AtEntry.class : AtExit.class)
                                .on(named(method).and(not(isSynthetic())))))
                .installOn(instrumentation);
    }

    /** Comes by. No shutdown hook runs and nothing is flushed, as after SIGKILL. */
    static void pass() {
        if (left.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(STATUS);
        }
    }

    /** Inlined at the beginning of a method. */
    static final class AtEntry {
        private AtEntry() {}

        @Advice.OnMethodEnter
        static void enter() {
            CrashPoint.pass();
        }
    }

    /** Inlined at the end of a method that returns. */
    static final class AtExit {
        private AtExit() {}

        @Advice.OnMethodExit
        static void exit() {
            CrashPoint.pass();
        }
    }
}
