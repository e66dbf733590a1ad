package org.broadsheet.digest.loop;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Starts what this service repeats when the application has started, and ends it before messaging ends, so that what the
 * last hand-over published still goes out.
 */
@Singleton
final class Loops implements ApplicationEventListener<StartupEvent>, GracefulShutdownCapable {
    private final List<Repeated> works;
    private final List<Loop> running = new CopyOnWriteArrayList<>();

    Loops(List<Repeated> works) {
        this.works = works;
    }

    @Override
    public void onApplicationEvent(StartupEvent event) {
        for (var work : works) {
            for (int number = 1; number <= work.threads(); number++) {
                running.add(Loop.start(work, number));
            }
        }
    }

    @Override
    public CompletionStage<?> shutdownGracefully() {
        var ended = new CompletableFuture<Boolean>();
        Thread.ofVirtual().name("digest-end").start(() -> {
            close();
            ended.complete(true);
        });
        return ended;
    }

    @PreDestroy
    void close() {
        running.forEach(Loop::requestStop);
        running.forEach(Loop::close);
    }
}
