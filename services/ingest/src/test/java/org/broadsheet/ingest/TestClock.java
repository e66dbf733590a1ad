package org.broadsheet.ingest;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.broadsheet.testing.RunningClock;

/** The time of the service under test: the clock that the test has put among its properties, else the machine's. */
@Factory
final class TestClock {
    static final String PROPERTY = "test.clock";

    @Singleton
    @Replaces(InstantSource.class)
    InstantSource clock(Environment environment) {
        return environment.getProperty(PROPERTY, RunningClock.class).orElseGet(RunningClock::new);
    }
}
