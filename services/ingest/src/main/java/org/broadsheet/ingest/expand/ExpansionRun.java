package org.broadsheet.ingest.expand;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.broadsheet.ingest.IngestConfig;
import org.broadsheet.links.WebUrl;
import org.broadsheet.links.fetch.Expansion;
import org.broadsheet.links.fetch.LinkExpander;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks up the short links of one poll within its time: a few hosts at once, the links of one host one after the other,
 * so that a slow shortener takes no time from another.
 */
@Singleton
class ExpansionRun {
    private static final Logger log = LoggerFactory.getLogger(ExpansionRun.class);
    private static final int HOSTS_AT_ONCE = 8;

    private final Function<WebUrl, Expansion> expander;
    private final Duration time;

    @Inject
    ExpansionRun(@Named("ingest") LinkExpander expander, IngestConfig config) {
        this(expander::expand, config.expansionTime());
    }

    ExpansionRun(Function<WebUrl, Expansion> expander, Duration time) {
        this.expander = expander;
        this.time = time;
    }

    /** @return what became of each link, by link; without those that the time did not suffice for */
    Map<WebUrl, Expansion> expand(Collection<WebUrl> links) {
        if (time.isZero()) {
            return Map.of();
        }
        var found = new ConcurrentHashMap<WebUrl, Expansion>();
        var byHost = new ConcurrentLinkedQueue<>(links.stream()
                .collect(Collectors.groupingBy(WebUrl::authority, Collectors.toCollection(ArrayDeque::new)))
                .values());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var workers = Collections.nCopies(
                    Math.min(HOSTS_AT_ONCE, byHost.size()), Executors.callable(() -> work(byHost, found)));
            // What is not done in time is interrupted.
            threads.invokeAll(workers, time.toMillis(), TimeUnit.MILLISECONDS).stream()
                    .filter(worker -> worker.state() == Future.State.FAILED)
                    .forEach(worker -> log.atError()
                            .setCause(worker.exceptionNow())
                            .log("an expansion ended without a result; its link stays as it is"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Map.copyOf(found);
    }

    private void work(Queue<ArrayDeque<WebUrl>> byHost, Map<WebUrl, Expansion> found) {
        for (var links = byHost.poll(); links != null; links = byHost.poll()) {
            for (var link : links) {
                var expansion = expander.apply(link);
                if (expansion instanceof Expansion.Postponed) {
                    break;
                }
                found.put(link, expansion);
            }
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }
}
