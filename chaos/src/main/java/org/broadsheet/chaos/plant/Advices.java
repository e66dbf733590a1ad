package org.broadsheet.chaos.plant;

import com.rabbitmq.client.Delivery;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.NullUnmarked;

/** What is put into methods of the services. The bodies are copied into them, so they use nothing private of ours. */
@NullUnmarked
final class Advices {
    private Advices() {}

    /** The method does nothing; it must answer nothing. */
    public static final class DoNothing {
        private DoNothing() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean skip() {
            return true;
        }
    }

    /** The method answers null. */
    public static final class AnswerNull {
        private AnswerNull() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean skip() {
            return true;
        }
    }

    /** The method does what it does, and answers that nothing is to be told. */
    public static final class AnswerNone {
        private AnswerNone() {}

        @Advice.OnMethodExit
        static void forget(@Advice.Return(readOnly = false) List<?> events) {
            events = List.of();
        }
    }

    /** How far a timeline was read is committed before what was read there. */
    public static final class CursorFirst {
        private CursorFirst() {}

        @Advice.OnMethodExit
        static void save(
                @Advice.FieldValue(value = "readings", typing = Assigner.Typing.DYNAMIC) Object readings,
                @Advice.Argument(value = 0, typing = Assigner.Typing.DYNAMIC) Object source,
                @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object pull) {
            Planted.saveCursor(readings, source, pull);
        }
    }

    /** What was received is acknowledged with all before it. */
    public static final class AckAtOnce {
        private AckAtOnce() {}

        @Advice.OnMethodExit
        static void ack(
                @Advice.FieldValue(value = "channel", typing = Assigner.Typing.DYNAMIC) Object channel,
                @Advice.Return List<Delivery> batch)
                throws IOException {
            if (batch != null && !batch.isEmpty()) {
                Planted.channel(channel).basicAck(batch.getLast().getEnvelope().getDeliveryTag(), true);
            }
        }
    }

    /** Whatever happens, the rows count as confirmed. */
    public static final class AllConfirmed {
        private AllConfirmed() {}

        @Advice.OnMethodExit(onThrowable = Throwable.class)
        static void confirm(
                @Advice.Argument(0) Collection<?> rows,
                @Advice.Return(readOnly = false) Set<Long> confirmed,
                @Advice.Thrown(readOnly = false) Throwable failure) {
            var all = new HashSet<Long>();
            for (var row : rows) {
                all.add(Planted.rowId(row));
            }
            confirmed = all;
            failure = null;
        }
    }

    /** The page is found by its number. */
    public static final class ByOffset {
        private ByOffset() {}

        @Advice.OnMethodEnter
        static void count(
                @Advice.Argument(value = 1, readOnly = false, typing = Assigner.Typing.DYNAMIC) Object after,
                @Advice.Argument(2) int limit,
                @Advice.Argument(value = 3, readOnly = false) int offset) {
            if (after != null) {
                offset = (Planted.page(after) - 1) * (limit - 1);
                after = null;
            }
        }
    }

    /** The second argument, whether the content had begun, is forgotten. */
    public static final class ContentNotBegun {
        private ContentNotBegun() {}

        @Advice.OnMethodEnter
        static void forget(@Advice.Argument(value = 1, readOnly = false) boolean contentBegun) {
            contentBegun = false;
        }
    }

    /** Some kilobytes stay behind. */
    public static final class Leak {
        private Leak() {}

        @Advice.OnMethodEnter
        static void leak() {
            Planted.keep();
        }
    }
}
