package org.broadsheet.ingest.entry;

import java.util.List;
import java.util.regex.Pattern;
import org.broadsheet.events.EntryLink;
import org.broadsheet.events.Network;
import org.broadsheet.events.Sharer;
import org.broadsheet.ingest.article.Description;
import org.broadsheet.ingest.parse.FeedDocument;
import org.broadsheet.ingest.parse.FeedEntry;
import org.broadsheet.ingest.source.Source;
import org.broadsheet.links.FoundLink;
import org.broadsheet.links.RegistrableDomain;
import org.broadsheet.links.WebUrl;
import org.jspecify.annotations.Nullable;

/** What a feed publishes, as it is told. */
public final class FeedEntries {
    /** Fewer words than these are "here" or "this article", and name nothing. */
    private static final Pattern NAMES_SOMETHING =
            Pattern.compile("\\S+(?:\\s+\\S+){2,}|\\S*[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]{6,}.*");

    /** Longer ones are sentences, and ten of them would swell a message. */
    private static final int MAX_LINK_TITLE = 200;

    private final Source source;
    private final FeedDocument feed;
    private final Sharer sharer;

    FeedEntries(Source source, FeedDocument feed) {
        this.source = source;
        this.feed = feed;
        this.sharer = new Sharer("source:" + source.id(), name(source, feed), null, Network.FEED, sites(source));
    }

    /** Whoever serves a feed has the domain that it is served from; what a feed says of itself proves nothing. */
    private static List<String> sites(Source source) {
        return WebUrl.parse(source.url()) instanceof WebUrl url
                ? RegistrableDomain.of(url.host()).stream().toList()
                : List.of();
    }

    private static String name(Source source, FeedDocument feed) {
        if (feed.title() != null) {
            return feed.title();
        }
        return WebUrl.parse(source.url()) instanceof WebUrl url ? url.host() : source.url();
    }

    /** All of them, in the order of the feed. */
    public static List<Published> of(Source source, FeedDocument feed) {
        var entries = new FeedEntries(source, feed);
        return feed.entries().stream().map(entries::published).toList();
    }

    Published published(FeedEntry entry) {
        return new Published(
                entry.guid(),
                entry.published() == null ? entry.updated() : entry.published(),
                sharer,
                entry.url(),
                entry.title(),
                entry.text(),
                links(entry),
                isOwnArticle(entry) ? description(entry) : null,
                false);
    }

    private static List<EntryLink> links(FeedEntry entry) {
        return entry.links().stream().map(found -> link(found, entry)).toList();
    }

    private static EntryLink link(FoundLink found, FeedEntry entry) {
        var link = found.link();
        boolean own = found == entry.links().getFirst();
        return new EntryLink(
                link.linkKey(), link.fetchUrl(), link.host(), link.domain(), own ? found.text() : title(found.text()));
    }

    /** What a link is called, if that names something. */
    public static @Nullable String title(@Nullable String text) {
        boolean names = text != null
                && text.length() <= MAX_LINK_TITLE
                && NAMES_SOMETHING.matcher(text).matches();
        return names ? text : null;
    }

    /**
     * Whether the entry describes its own article, and not somebody else's: it is no link blog's entry, and its page is on
     * the feed's own site.
     */
    boolean isOwnArticle(FeedEntry entry) {
        if (entry.url() == null || entry.externalUrl() != null || entry.links().isEmpty()) {
            return false;
        }
        String domain = entry.links().getFirst().link().domain();
        return isAt(domain, entry.url()) && (isAt(domain, source.url()) || isAt(domain, feed.homePage()));
    }

    private static boolean isAt(String domain, @Nullable String address) {
        return address != null
                && WebUrl.parse(address) instanceof WebUrl url
                && RegistrableDomain.of(url.host()).orElse(url.host()).equals(domain);
    }

    /** What the entry knows of its article. */
    private Description description(FeedEntry entry) {
        return new Description(
                entry.title(),
                feed.title(),
                entry.author(),
                entry.text(),
                entry.imageUrl(),
                feed.language(),
                entry.published(),
                null,
                null);
    }
}
