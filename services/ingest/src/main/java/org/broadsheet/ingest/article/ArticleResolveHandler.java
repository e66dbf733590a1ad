package org.broadsheet.ingest.article;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Locale;
import org.broadsheet.events.ArticleResolve;
import org.broadsheet.events.Service;
import org.broadsheet.messaging.Received;
import org.broadsheet.messaging.WorkHandler;

/** Reads the page of an article: the fetch without a transaction, what it found in one. Never holds an entry up. */
@Singleton
final class ArticleResolveHandler implements WorkHandler<ArticleResolve> {
    private final PageRepository pages;
    private final PageReader reader;
    private final PageRecorder recorder;
    private final PageConfig config;
    private final MeterRegistry metrics;

    ArticleResolveHandler(
            PageRepository pages, PageReader reader, PageRecorder recorder, PageConfig config, MeterRegistry metrics) {
        this.pages = pages;
        this.reader = reader;
        this.recorder = recorder;
        this.config = config;
        this.metrics = metrics;
    }

    @Override
    public Service service() {
        return Service.INGEST;
    }

    @Override
    public Class<ArticleResolve> type() {
        return ArticleResolve.class;
    }

    @Override
    public int concurrency() {
        return config.concurrency();
    }

    @Override
    public Effect work(Received<ArticleResolve> message) {
        var due = message.event();
        var page = pages.find(due.linkKey(), due.slot());
        if (page.isEmpty()) {
            count("overtaken");
            return () -> {};
        }
        var result = reader.read(page.get().url());
        count(result.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        return () -> recorder.record(page.get(), due.slot(), result, message.correlationId());
    }

    private void count(String outcome) {
        metrics.counter("broadsheet.ingest.pages", "outcome", outcome).increment();
    }
}
