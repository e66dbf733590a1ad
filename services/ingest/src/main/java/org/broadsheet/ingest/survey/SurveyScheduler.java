package org.broadsheet.ingest.survey;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.broadsheet.ingest.IngestConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for due surveys every tick. Several processes may do so at once. While the database is away it waits and goes on. */
@Singleton
final class SurveyScheduler implements ApplicationEventListener<StartupEvent>, GracefulShutdownCapable {
    private static final Logger log = LoggerFactory.getLogger(SurveyScheduler.class);

    private final Surveys surveys;
    private final SurveyConfig config;
    private final IngestConfig ingest;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private final Thread thread;

    SurveyScheduler(Surveys surveys, SurveyConfig config, IngestConfig ingest) {
        this.surveys = surveys;
        this.config = config;
        this.ingest = ingest;
        this.thread = Thread.ofVirtual().name("ingest-surveys").unstarted(this::run);
    }

    @Override
    public void onApplicationEvent(StartupEvent event) {
        if (config.inFlight() > 0) {
            thread.start();
        }
    }

    private void run() {
        try {
            while (!stop.await(ingest.tick().toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.complete(true);
        }
    }

    private void look() {
        try {
            int due = surveys.enqueue();
            if (due > 0) {
                log.atDebug().addKeyValue("surveys", due).log("due");
            }
        } catch (RuntimeException e) {
            log.atWarn()
                    .addKeyValue("failure", e.toString())
                    .log("no look at what is to be surveyed; it is tried again");
        }
    }

    /** Before the pools close; a look under way is finished. */
    @Override
    public CompletionStage<?> shutdownGracefully() {
        stop.countDown();
        if (!thread.isAlive()) {
            ended.complete(true);
        }
        return ended;
    }

    @PreDestroy
    void close() {
        shutdownGracefully();
    }
}
