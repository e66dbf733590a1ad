package org.broadsheet.ingest.survey;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.stream.Collectors;
import org.broadsheet.events.Service;
import org.broadsheet.events.SurveyDue;
import org.broadsheet.ingest.connection.Connection;
import org.broadsheet.ingest.connection.Connections;
import org.broadsheet.messaging.Received;
import org.broadsheet.messaging.WorkHandler;
import org.broadsheet.networks.survey.Finding;
import org.broadsheet.networks.survey.SurveyPart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Surveys an account: the questions without a transaction, what they brought in one. */
@Singleton
final class SurveyDueHandler implements WorkHandler<SurveyDue> {
    private static final Logger log = LoggerFactory.getLogger(SurveyDueHandler.class);

    private final SurveyRepository repository;
    private final FoundRepository found;
    private final Connections connections;
    private final Surveyor surveyor;
    private final SurveyRecorder recorder;
    private final SurveyMetrics metrics;
    private final SurveyConfig config;

    SurveyDueHandler(
            SurveyRepository repository,
            FoundRepository found,
            Connections connections,
            Surveyor surveyor,
            SurveyRecorder recorder,
            SurveyMetrics metrics,
            SurveyConfig config) {
        this.repository = repository;
        this.found = found;
        this.connections = connections;
        this.surveyor = surveyor;
        this.recorder = recorder;
        this.metrics = metrics;
        this.config = config;
    }

    @Override
    public Service service() {
        return Service.INGEST;
    }

    @Override
    public Class<SurveyDue> type() {
        return SurveyDue.class;
    }

    @Override
    public int concurrency() {
        return config.concurrency();
    }

    @Override
    public Effect work(Received<SurveyDue> message) {
        var due = message.event();
        var connection = connections.find(due.connectionId());
        if (connection.isEmpty() || repository.find(due).isEmpty()) {
            metrics.overtaken();
            return () -> {};
        }
        var findings = surveyor.ask(connection.get(), found.oldestFirst(due.connectionId()));
        metrics.ended(findings);
        log(connection.get(), findings);
        return () -> recorder.record(due, findings, message.correlationId());
    }

    private static void log(Connection connection, Map<SurveyPart, Finding> findings) {
        var failures = findings.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Finding.Failed)
                .map(entry -> entry.getKey().wireName() + " "
                        + ((Finding.Failed) entry.getValue()).cause().wireName())
                .collect(Collectors.joining(", "));
        if (!failures.isEmpty()) {
            log.atInfo()
                    .addKeyValue("connection", connection.id())
                    .addKeyValue("failures", failures)
                    .log("not all of an account could be surveyed; it is tried again");
        }
    }
}
