package org.broadsheet.tunables;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Where a deployment has parameters for this process, reads them from the start to the end. A thread of the platform: the
 * first reading loads a library, and a task with one processor has one carrier for all virtual threads, which answer calls.
 */
@Singleton
@Requires(property = TunableProperties.PROCESS)
final class TunableThread implements ApplicationEventListener<StartupEvent> {
    private final SsmParameters parameters;
    private final TunableWatch watch;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().daemon().name("tunables").unstarted(this::run);

    TunableThread(
            @Value("${" + TunableProperties.STAGE + "}") String stage,
            @Value("${" + TunableProperties.PROCESS + "}") String process,
            LiveTunables live,
            LogLevel logLevel,
            InstantSource clock,
            MeterRegistry registry) {
        this.parameters = new SsmParameters(stage, process);
        this.watch =
                new TunableWatch(process, parameters, live, logLevel, clock, RandomGenerator.getDefault(), registry);
    }

    @Override
    public void onApplicationEvent(StartupEvent event) {
        thread.start();
    }

    private void run() {
        try (parameters) {
            do {
                watch.tick();
            } while (!stop.await(1, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A call under way ends by its own deadline; nobody waits for it. */
    @PreDestroy
    void close() {
        stop.countDown();
    }
}
