package org.broadsheet.ingest.article;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.events.ArticleResolved;
import org.broadsheet.events.CanonicalAddress;
import org.broadsheet.events.EntryLink;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the articles behind links, put together: where the feed of the article's own site says something, that
 * counts, and its page fills the gaps. Joins the caller's transaction.
 */
@Singleton
public final class Articles {
    private final ArticleRepository articles;
    private final PageRepository pages;
    private final PageConfig config;

    Articles(ArticleRepository articles, PageRepository pages, PageConfig config) {
        this.articles = articles;
        this.pages = pages;
        this.config = config;
    }

    /** Has the pages of these links read, each once and whenever its host's turn comes. */
    public void see(Collection<EntryLink> links, Instant now) {
        if (!links.isEmpty()) {
            pages.remember(links, now, config.pace());
        }
    }

    /** What is to be told after a source has described articles of its own site, by link key. */
    public List<ArticleResolved> describedByFeed(UUID sourceId, Map<String, Description> byLinkKey) {
        return byLinkKey.isEmpty()
                ? List.of()
                : articles.describedByFeed(sourceId, byLinkKey).stream()
                        .map(Articles::told)
                        .toList();
    }

    /** @param canonical null if the page names none, or no more */
    Optional<ArticleResolved> describedByPage(
            String linkKey, Description description, @Nullable CanonicalAddress canonical) {
        return articles.describedByPage(linkKey, description, canonical).stream()
                .map(Articles::told)
                .findFirst();
    }

    private static ArticleResolved told(ArticleRepository.Known known) {
        return known.ofFeed().or(known.ofPage()).resolved(known.linkKey(), known.version(), known.canonical());
    }
}
