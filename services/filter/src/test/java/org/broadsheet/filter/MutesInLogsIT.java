package org.broadsheet.filter;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.broadsheet.events.Mute;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What someone mutes is nobody's business: no line of the log has it, not even where something fails. */
class MutesInLogsIT {
    private static final String CANARY = "CANARYmuted";

    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getLoggerName() + " " + event.getFormattedMessage() + " " + event.getKeyValuePairs() + " "
                    + ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
    }

    @Test
    void noMutedWordOrHandleIsInALine() throws Exception {
        var own = (Logger) LoggerFactory.getLogger("org.broadsheet");
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var before = own.getLevel();
        var lines = new Lines();
        lines.start();
        try (var rig = new FilterRig()) {
            root.addAppender(lines);
            own.setLevel(Level.DEBUG);
            everythingThatCanHappen(rig);
        } finally {
            own.setLevel(before);
            root.detachAppender(lines);
        }
        assertThat(String.join("\n", lines.lines)).contains("filter.mutes-read").doesNotContainIgnoringCase(CANARY);
    }

    private static void everythingThatCanHappen(FilterRig rig) throws Exception {
        var world = new MuteWorld(rig);
        world.subscribe();
        var entry = world.entry(CANARY + "word", "Some text");
        rig.deliver(entry, world.entryOf(CANARY + "eve@b.test"));
        var soon = Instant.now().plus(Duration.ofHours(1));
        rig.deliver(world.mutes(
                1,
                Mute.word(CANARY + "word", true, soon),
                Mute.account("mastodon:https://b.test/users/" + CANARY + "eve", CANARY + "eve@b.test", null),
                Mute.server(CANARY + ".test")));
        assertThat(world.hiddenBy(entry)).contains(CANARY);
        rig.endOver(soon);
        // The table refuses what comes next, at first: the failure is logged, and it is tried again.
        rig.change(
                "ALTER TABLE imported_rule ADD CONSTRAINT refused CHECK (expression NOT LIKE '%refused%') NOT VALID");
        var refused = world.mutes(2, Mute.word(CANARY + "refused", true, null));
        rig.publish(List.of(refused));
        rig.untilCount("SELECT count(*) FROM retry", 1);
        rig.change("ALTER TABLE imported_rule DROP CONSTRAINT refused");
        rig.awaitEffectOf(List.of(refused));
        rig.deliver(world.closed());
    }
}
