package org.broadsheet.ingest.survey;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import org.broadsheet.events.SurveyDue;
import org.broadsheet.ingest.connection.Connection;
import org.broadsheet.ingest.connection.Connections;
import org.broadsheet.messaging.EventPublisher;
import org.broadsheet.networks.survey.Finding;
import org.broadsheet.networks.survey.SurveyPart;
import org.jspecify.annotations.Nullable;

/** Lets a survey take effect: what was found is kept, what is new is told, and the next survey has its time. */
@Singleton
@Transactional("ingest")
class SurveyRecorder {
    private final SurveyRepository repository;
    private final FoundRepository found;
    private final Connections connections;
    private final SurveySchedule schedule;
    private final EventPublisher publisher;
    private final InstantSource clock;

    SurveyRecorder(
            SurveyRepository repository,
            FoundRepository found,
            Connections connections,
            SurveySchedule schedule,
            @Named("ingest") EventPublisher publisher,
            InstantSource clock) {
        this.repository = repository;
        this.found = found;
        this.connections = connections;
        this.schedule = schedule;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Has no effect if the connection was closed, or the survey overtaken, meanwhile. */
    void record(SurveyDue due, Map<SurveyPart, Finding> findings, @Nullable String correlationId) {
        connections
                .lock(due.connectionId())
                .ifPresent(held ->
                        repository.lock(due).ifPresent(current -> record(held, current, findings, correlationId)));
    }

    private void record(
            Connection held,
            SurveyRepository.Due current,
            Map<SurveyPart, Finding> findings,
            @Nullable String correlationId) {
        keep(held, findings);
        tellMutes(held, current, correlationId);
        boolean again = findings.values().stream().anyMatch(SurveySchedule::isToBeRetried);
        int failures = again ? current.failures() + 1 : 0;
        repository.schedule(held.id(), schedule.next(clock.instant(), findings.values(), failures), failures);
    }

    private void keep(Connection held, Map<SurveyPart, Finding> findings) {
        var before = found.timelines(held.id());
        findings.forEach((part, finding) -> {
            if (finding instanceof Finding.Found all) {
                found.keep(held.id(), part, all, clock.instant());
            }
        });
        if (!found.timelines(held.id()).equals(before)) {
            connections.reportOffers(held);
        }
    }

    private void tellMutes(Connection held, SurveyRepository.Due current, @Nullable String correlationId) {
        var mutes = MutesMessages.of(held.handle(), found.mutes(held.id()), clock.instant());
        var mark = mutes.mark();
        boolean isNews = current.mutesVersion() > 0
                ? !mark.equals(current.mutesMark())
                : !mutes.mutes().isEmpty();
        if (isNews) {
            long version = current.mutesVersion() + 1;
            repository.tell(held.id(), version, mark);
            publisher.publish(mutes.of(held, version), correlationId);
        }
    }
}
