package org.broadsheet.digest.run;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import org.broadsheet.events.DigestComposed;
import org.broadsheet.events.Service;
import org.broadsheet.messaging.MessageHandler;
import org.broadsheet.messaging.Received;

/** Learns which articles a run has; what comes a second time, or for a run that is not wanted any more, changes nothing. */
@Singleton
final class DigestComposedHandler implements MessageHandler<DigestComposed> {
    private final RunRepository runs;
    private final RunMetrics metrics;
    private final InstantSource clock;

    DigestComposedHandler(RunRepository runs, RunMetrics metrics, InstantSource clock) {
        this.runs = runs;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public Service service() {
        return Service.DIGEST;
    }

    @Override
    public Class<DigestComposed> type() {
        return DigestComposed.class;
    }

    @Override
    public void handle(List<Received<DigestComposed>> batch) {
        batch.stream()
                .map(Received::event)
                .sorted(Comparator.comparing(DigestComposed::runId))
                .forEach(this::compose);
    }

    private void compose(DigestComposed composed) {
        var articles = composed.articles().stream().map(RunArticle::of).toList();
        runs.compose(composed.runId(), composed.userId(), Math.max(0, composed.candidates()), articles, clock.instant())
                .filter(state -> state == RunState.EMPTY)
                .ifPresent(state -> metrics.ended(state, 1));
    }
}
