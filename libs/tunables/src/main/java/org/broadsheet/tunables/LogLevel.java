package org.broadsheet.tunables;

import io.micronaut.logging.LoggingSystem;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.broadsheet.settings.TunableValues;
import org.broadsheet.settings.Tunables;

/** Has the loggers of our own code follow their tunable; without it they are what the configuration of the log says. */
@Singleton
final class LogLevel {
    private static final String OURS = "org.broadsheet";

    private final LoggingSystem loggers;
    private Optional<String> level = Optional.empty();

    LogLevel(LoggingSystem loggers) {
        this.loggers = loggers;
    }

    void follow(TunableValues values) {
        var wanted = values.of(Tunables.LOG_LEVEL);
        if (!wanted.equals(level)) {
            loggers.setLogLevel(
                    OURS,
                    wanted.map(io.micronaut.logging.LogLevel::valueOf)
                            .orElse(io.micronaut.logging.LogLevel.NOT_SPECIFIED));
            level = wanted;
        }
    }
}
