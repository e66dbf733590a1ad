package org.broadsheet.feed.listing;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.feed.image.ImageLinks;
import org.jspecify.annotations.Nullable;

/**
 * An article in an answer (design.md section 6).
 *
 * @param imagePath where the picture at {@code imageUrl} is had from us, so that its site does not learn who looks; a path
 *     of our origin
 * @param faviconPath the same of the site's icon
 */
@Serdeable
record ArticleView(
        UUID id,
        String url,
        String title,
        String domain,
        @Nullable String site,
        @Nullable String author,
        @Nullable String excerpt,
        @Nullable String imageUrl,
        @Nullable String imagePath,
        @Nullable Instant publishedAt,
        @Nullable Integer readingMinutes,
        @Nullable String faviconPath,
        @Nullable Instant firstSharedAt,
        @Nullable Instant lastSharedAt,
        List<SharerView> sharers,
        long sharerCount,
        List<UUID> sources,
        boolean read,
        boolean saved,
        List<String> tags,
        Score score,
        @Nullable String rule) {

    /**
     * @param id of the person, for {@code /api/v1/sharers}
     * @param self whether it is on a site of their own
     */
    @Serdeable
    record SharerView(
            @Nullable UUID id,
            String name,
            @Nullable String handle,
            String network,
            @Nullable String text,
            @Nullable String url,
            Instant sharedAt,
            boolean self) {

        static SharerView of(SharerRepository.Sharer sharer, OwnSite site) {
            return new SharerView(
                    sharer.id(),
                    sharer.name(),
                    sharer.handle(),
                    sharer.network(),
                    sharer.text(),
                    sharer.url(),
                    sharer.sharedAt(),
                    site.isAmong(sharer.sites()));
        }
    }

    /** @param parts what the total is made of, by name */
    @Serdeable
    record Score(double total, Map<String, Double> parts) {}

    static ArticleView of(
            ListedArticle article, List<SharerRepository.Sharer> sharers, Order order, ImageLinks images) {
        var title = article.title();
        var site = OwnSite.of(article.url(), article.domain());
        return new ArticleView(
                article.id(),
                article.url(),
                title == null || title.isBlank() ? article.url() : title,
                article.domain(),
                article.site(),
                article.author(),
                article.excerpt(),
                article.imageUrl(),
                images.pathOf(article.imageUrl()),
                article.publishedAt(),
                article.readingMinutes(),
                images.pathOf(article.faviconUrl()),
                article.firstSharedAt(),
                article.lastSharedAt(),
                sharers.stream().map(sharer -> SharerView.of(sharer, site)).toList(),
                article.sharers(),
                article.sources(),
                article.read(),
                article.saved(),
                article.tags(),
                score(article, order),
                article.hiddenBy());
    }

    private static Score score(ListedArticle article, Order order) {
        var last = article.lastSharedAt();
        return switch (order) {
            case POPULAR -> new Score(article.sharers(), Map.of("sharers", (double) article.sharers()));
            case NEWEST -> {
                double seconds = last == null ? 0 : last.getEpochSecond();
                yield new Score(seconds, Map.of("lastSharedAt", seconds));
            }
        };
    }
}
