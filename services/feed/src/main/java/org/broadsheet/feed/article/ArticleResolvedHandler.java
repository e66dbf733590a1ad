package org.broadsheet.feed.article;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import org.broadsheet.events.ArticleResolved;
import org.broadsheet.events.Service;
import org.broadsheet.messaging.MessageHandler;
import org.broadsheet.messaging.Received;

/** More is known of articles. */
@Singleton
final class ArticleResolvedHandler implements MessageHandler<ArticleResolved> {
    private final ArticleRepository articles;

    ArticleResolvedHandler(ArticleRepository articles) {
        this.articles = articles;
    }

    @Override
    public Service service() {
        return Service.FEED;
    }

    @Override
    public Class<ArticleResolved> type() {
        return ArticleResolved.class;
    }

    @Override
    public void handle(List<Received<ArticleResolved>> batch) {
        articles.describe(batch.stream()
                .map(Received::event)
                .sorted(Comparator.comparing(ArticleResolved::linkKey).thenComparing(ArticleResolved::version))
                .toList());
    }
}
