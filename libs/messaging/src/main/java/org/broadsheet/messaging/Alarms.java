package org.broadsheet.messaging;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Alarms by kind and queue: each a gauge that is 0 or 1, and one line in the log when it is raised and cleared. */
final class Alarms {
    private static final Logger log = LoggerFactory.getLogger(Alarms.class);

    private final @Nullable MeterRegistry registry;
    private final Map<Name, AtomicBoolean> states = new ConcurrentHashMap<>();

    Alarms(@Nullable MeterRegistry registry) {
        this.registry = registry;
    }

    private record Name(AlarmKind kind, String queue) {}

    /**
     * Says how it is now; what is not said stays as it was.
     *
     * @param value in messages or seconds, for the log
     */
    void set(AlarmKind kind, String queue, boolean raised, double value) {
        var state = states.computeIfAbsent(new Name(kind, queue), this::register);
        if (state.compareAndSet(!raised, raised)) {
            var line = raised ? log.atWarn() : log.atInfo();
            line.addKeyValue("alarm", kind.wireName())
                    .addKeyValue("queue", queue)
                    .addKeyValue("value", Math.round(value))
                    .log(raised ? kind.meaning() : "the alarm is over");
        }
    }

    boolean isRaised(AlarmKind kind, String queue) {
        var state = states.get(new Name(kind, queue));
        return state != null && state.get();
    }

    private AtomicBoolean register(Name name) {
        var state = new AtomicBoolean();
        if (registry != null) {
            Gauge.builder("broadsheet.alarm", () -> state.get() ? 1 : 0)
                    .tag("kind", name.kind().wireName())
                    .tag("queue", name.queue())
                    .register(registry);
        }
        return state;
    }
}
