package org.broadsheet.ingest.survey;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.broadsheet.events.Network;
import org.broadsheet.events.OfferedTimeline;
import org.broadsheet.events.SurveyDue;
import org.broadsheet.ingest.connection.Connection;
import org.broadsheet.ingest.connection.Surveyed;
import org.broadsheet.messaging.EventPublisher;

/** Has connections surveyed: claims those that are due and puts them into their work queue, both or neither. */
@Singleton
@Transactional("ingest")
class Surveys implements Surveyed {
    private final SurveyRepository repository;
    private final FoundRepository found;
    private final EventPublisher publisher;
    private final SurveyConfig config;
    private final InstantSource clock;

    Surveys(
            SurveyRepository repository,
            FoundRepository found,
            @Named("ingest") EventPublisher publisher,
            SurveyConfig config,
            InstantSource clock) {
        this.repository = repository;
        this.found = found;
        this.publisher = publisher;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public List<OfferedTimeline> offered(UUID connectionId) {
        return found.timelines(connectionId);
    }

    /** An account at X has nothing that is asked. */
    @Override
    public void opened(Connection connection) {
        if (connection.network() != Network.X) {
            repository.open(connection.id(), clock.instant());
        }
    }

    @Override
    public void closed(UUID connectionId) {
        repository.close(connectionId);
    }

    /** @return how many were due */
    int enqueue() {
        var slot = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var due = repository.claim(slot, config.lease(), config.inFlight()).stream()
                .map(id -> new SurveyDue(id, slot))
                .toList();
        if (!due.isEmpty()) {
            publisher.publish(due, null);
        }
        return due.size();
    }
}
