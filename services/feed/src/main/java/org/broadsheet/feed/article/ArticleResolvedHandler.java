package org.broadsheet.feed.article;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import org.broadsheet.events.ArticleResolved;
import org.broadsheet.events.Service;
import org.broadsheet.feed.story.Stories;
import org.broadsheet.messaging.MessageHandler;
import org.broadsheet.messaging.Received;

/** More is known of articles, and of which are one. */
@Singleton
final class ArticleResolvedHandler implements MessageHandler<ArticleResolved> {
    private final ArticleRepository articles;
    private final Stories stories;

    ArticleResolvedHandler(ArticleRepository articles, Stories stories) {
        this.articles = articles;
        this.stories = stories;
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
        var events = batch.stream()
                .map(Received::event)
                .sorted(Comparator.comparing(ArticleResolved::linkKey).thenComparing(ArticleResolved::version))
                .toList();
        stories.follow(
                events.stream().map(ArticleResolved::linkKey).distinct().toList(), () -> articles.describe(events));
    }
}
