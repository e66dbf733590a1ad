package org.broadsheet.ingest.survey;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import org.broadsheet.ingest.IngestConfig;
import org.broadsheet.ingest.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for due surveys every tick. Several processes may do so at once. While the database is away it waits and goes on. */
@Singleton
final class SurveyScheduler implements ApplicationEventListener<StartupEvent>, GracefulShutdownCapable {
    private static final Logger log = LoggerFactory.getLogger(SurveyScheduler.class);

    private final Surveys surveys;
    private final SurveyConfig config;
    private final Ticker ticker;

    SurveyScheduler(Surveys surveys, SurveyConfig config, IngestConfig ingest) {
        this.surveys = surveys;
        this.config = config;
        this.ticker = new Ticker("ingest-surveys", ingest.tick(), this::look);
    }

    @Override
    public void onApplicationEvent(StartupEvent event) {
        if (config.inFlight() > 0) {
            ticker.start();
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
        return ticker.stop();
    }

    @PreDestroy
    void close() {
        shutdownGracefully();
    }
}
