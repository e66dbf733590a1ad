package org.broadsheet.feed.listing;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.broadsheet.feed.image.ImageLinks;
import org.broadsheet.http.CurrentUser;
import org.broadsheet.http.Envelope;
import org.broadsheet.http.Page;
import org.broadsheet.http.PageRequest;
import org.broadsheet.http.ProblemException;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/feed}: a reader's list of articles. */
@Controller("/api/v1/feed")
@Secured(SecurityRule.IS_AUTHENTICATED)
final class FeedController {
    private static final int MAX_SHARERS = 20;

    private final ListingRepository listings;
    private final HiddenRepository hidden;
    private final SharerRepository sharers;
    private final ImageLinks images;
    private final InstantSource clock;

    FeedController(
            ListingRepository listings,
            HiddenRepository hidden,
            SharerRepository sharers,
            ImageLinks images,
            InstantSource clock) {
        this.listings = listings;
        this.hidden = hidden;
        this.sharers = sharers;
        this.images = images;
        this.clock = clock;
    }

    @Get
    Envelope<Page<ArticleView>> list(
            CurrentUser user,
            @Nullable @QueryValue String order,
            @Nullable @QueryValue String window,
            @Nullable @QueryValue String state,
            @Nullable @QueryValue UUID source,
            @Nullable @QueryValue String domain,
            @Nullable @QueryValue Integer minSharers,
            @Nullable @QueryValue Integer page,
            @Nullable @QueryValue Integer size,
            @Nullable @QueryValue String cursor) {
        var request = PageRequest.of(page, size);
        var after = cursor == null ? null : Parameters.cursor(cursor);
        var now = clock.instant();
        var query = new ListingQuery(
                user.id(),
                after == null ? Parameters.order(order) : after.order(),
                after == null ? Parameters.since(window, now) : after.since(),
                Parameters.state(state),
                source,
                Parameters.domain(domain),
                Parameters.minSharers(minSharers),
                after == null ? listings.moment() : after.asOf());
        var shown = after == null ? request : new PageRequest(after.page(), request.size());
        // One more than asked for tells whether there is a next page.
        var found = listings.page(query, after, request.size() + 1, request.offset());
        var articles = found.subList(0, Math.min(found.size(), request.size()));
        return Envelope.of(Page.of(
                views(articles, user.id(), query.asOf(), query.since(), query.order(), false),
                shown,
                listings.count(query),
                found.size() > articles.size() ? next(query, articles.getLast(), shown) : null));
    }

    @Get("/hidden")
    Envelope<Page<ArticleView>> hidden(
            CurrentUser user, @Nullable @QueryValue Integer page, @Nullable @QueryValue Integer size) {
        var request = PageRequest.of(page, size);
        var articles = hidden.page(user.id(), request.size(), request.offset());
        var views = views(articles, user.id(), listings.moment(), Instant.EPOCH, Order.NEWEST, true);
        return Envelope.of(Page.of(views, request, hidden.count(user.id()), null));
    }

    private List<ArticleView> views(
            List<ListedArticle> articles, UUID userId, Moment asOf, Instant since, Order order, boolean hiddenToo) {
        if (articles.isEmpty()) {
            return List.of();
        }
        var byArticle = sharers.of(userId, articles, asOf, since, hiddenToo, MAX_SHARERS);
        return articles.stream()
                .map(article -> ArticleView.of(article, byArticle.getOrDefault(article.id(), List.of()), order, images))
                .toList();
    }

    private static String next(ListingQuery query, ListedArticle last, PageRequest shown) {
        var lastSharedAt = last.lastSharedAt();
        if (lastSharedAt == null) {
            throw new IllegalStateException("a listed article has a time");
        }
        return new Cursor(
                        query.order(),
                        query.since(),
                        query.asOf(),
                        shown.page() + 1,
                        last.sharers(),
                        lastSharedAt,
                        last.id())
                .encode();
    }

    /** The words of a query, read or refused. */
    private static final class Parameters {
        static Order order(@Nullable String text) {
            return switch (text == null ? "popular" : text) {
                case "popular" -> Order.POPULAR;
                case "newest" -> Order.NEWEST;
                case "rising", "quiet", "balanced" ->
                    throw ProblemException.notImplemented("This order is not there yet: popular and newest are.");
                default -> throw ProblemException.badRequest("order is popular or newest.");
            };
        }

        static Instant since(@Nullable String window, Instant now) {
            return Window.parse(window == null ? "all" : window)
                    .orElseThrow(() ->
                            ProblemException.badRequest("window is 3h, 6h, 12h, 24h, 2d, 3d, 7d, 14d, 30d or all."))
                    .since(now);
        }

        static ListingQuery.State state(@Nullable String text) {
            return switch (text == null ? "all" : text) {
                case "unread" -> ListingQuery.State.UNREAD;
                case "read" -> ListingQuery.State.READ;
                case "saved" -> ListingQuery.State.SAVED;
                case "all" -> ListingQuery.State.ALL;
                default -> throw ProblemException.badRequest("state is unread, read, saved or all.");
            };
        }

        static @Nullable String domain(@Nullable String text) {
            if (text != null && text.chars().anyMatch(Character::isISOControl)) {
                throw ProblemException.badRequest("domain is a name such as example.com.");
            }
            return text == null ? null : text.toLowerCase(Locale.ROOT);
        }

        static int minSharers(@Nullable Integer number) {
            if (number != null && (number < 1 || number > 1_000_000)) {
                throw ProblemException.badRequest("minSharers is 1 or more.");
            }
            return number == null ? 1 : number;
        }

        static Cursor cursor(String text) {
            return Cursor.decode(text)
                    .orElseThrow(() -> ProblemException.badRequest("This cursor is not one that a page gave out."));
        }
    }
}
