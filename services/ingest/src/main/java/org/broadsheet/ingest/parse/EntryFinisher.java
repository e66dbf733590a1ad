package org.broadsheet.ingest.parse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.broadsheet.links.LinkParser;
import org.broadsheet.links.PlainText;
import org.broadsheet.links.WebUrl;
import org.jspecify.annotations.Nullable;

/** Makes entries of what the readers found: addresses resolved, texts cut, dates kept near, identities made unique. */
final class EntryFinisher {
    static final int MAX_ENTRIES = 1_000;
    private static final int MAX_GUID = 1_000;
    private static final int MAX_TITLE = 500;
    private static final int MAX_AUTHOR = 200;
    private static final int MAX_HTML = 256 * 1_024;
    private static final int MAX_TAGS = 20;
    private static final int MAX_TAG = 100;
    private static final int YEARS_BACK = 10;
    private static final Duration AHEAD = Duration.ofMinutes(10);

    private final EntryLinks links;

    EntryFinisher(LinkParser parser) {
        this.links = new EntryLinks(parser);
    }

    FeedDocument finish(RawFeed feed, URI base, Instant fetchedAt) {
        String home = Bases.absolute(feed.homePage(), base.toString())
                .map(WebUrl::toString)
                .orElse(null);
        var entries = new LinkedHashMap<String, FeedEntry>();
        for (var raw : feed.entries()) {
            var entry = finish(raw, feed, home, base, fetchedAt);
            identities(raw, entry)
                    .filter(id -> !isAnother(entries.get(id), entry))
                    .findFirst()
                    .ifPresent(id -> entries.putIfAbsent(id, withGuid(entry, id)));
        }
        return new FeedDocument(
                PlainText.cut(feed.title() == null ? null : PlainText.ofHtml(feed.title()), MAX_TITLE),
                home,
                feed.ttl(),
                feed.quiet(),
                language(feed),
                List.copyOf(entries.values()));
    }

    private FeedEntry finish(RawEntry raw, RawFeed feed, @Nullable String home, URI document, Instant fetchedAt) {
        var base = Bases.of(raw.base(), document);
        String url = absolute(raw.url(), base);
        String external = absolute(raw.externalUrl(), base);
        String html = html(raw);
        String title = PlainText.cut(title(raw), MAX_TITLE);
        String excerpt = raw.summary() == null ? html : raw.summary();
        return new FeedEntry(
                "",
                url,
                external,
                title,
                excerpt == null ? null : PlainText.cut(PlainText.ofHtml(excerpt), PlainText.EXCERPT),
                PlainText.cut(raw.author() == null ? feed.author() : raw.author(), MAX_AUTHOR),
                date(raw.published(), fetchedAt),
                date(raw.updated(), fetchedAt),
                image(raw, html, base),
                tags(raw.tags()),
                links.of(
                        external == null ? url : external,
                        title,
                        html,
                        html == null || url == null ? base : entryBase(raw, url, base),
                        home,
                        document));
    }

    /** Links in a text are relative to its page where the feed says nothing else. */
    private static URI entryBase(RawEntry raw, String url, URI base) {
        return raw.base() == null && WebUrl.parse(url) instanceof WebUrl page ? page.toUri() : base;
    }

    /** Some write {@code en_US} for what is {@code en-US} (BCP 47). */
    private static @Nullable String language(RawFeed feed) {
        return feed.language() == null ? null : PlainText.cut(feed.language().replace('_', '-'), MAX_TAG);
    }

    private static @Nullable String title(RawEntry raw) {
        if (raw.title() == null) {
            return null;
        }
        return raw.titleIsHtml() ? PlainText.ofHtml(raw.title()) : raw.title();
    }

    private static @Nullable String absolute(@Nullable String address, URI base) {
        return Bases.absolute(address, base.toString()).map(WebUrl::toString).orElse(null);
    }

    private static @Nullable String html(RawEntry raw) {
        return raw.html() == null
                ? null
                : PlainText.storable(
                        raw.html().substring(0, Math.min(MAX_HTML, raw.html().length())));
    }

    private static @Nullable Instant date(@Nullable String text, Instant fetchedAt) {
        return text == null
                ? null
                : FeedDates.parse(text).map(date -> near(date, fetchedAt)).orElse(null);
    }

    private static Instant near(Instant date, Instant fetchedAt) {
        var earliest = fetchedAt.minus(YEARS_BACK * 365L + 2, ChronoUnit.DAYS);
        var latest = fetchedAt.plus(AHEAD);
        return date.isBefore(earliest) ? earliest : date.isAfter(latest) ? latest : date;
    }

    private static @Nullable String image(RawEntry raw, @Nullable String html, URI base) {
        return Stream.concat(raw.images().stream(), html == null ? Stream.empty() : EntryLinks.images(html))
                .flatMap(image -> Bases.absolute(image, base.toString()).stream())
                .map(WebUrl::toString)
                .findFirst()
                .orElse(null);
    }

    private static List<String> tags(List<String> raw) {
        return raw.stream()
                .map(tag -> PlainText.cut(tag, MAX_TAG))
                .filter(Objects::nonNull)
                .distinct()
                .limit(MAX_TAGS)
                .toList();
    }

    /**
     * What an entry may be known by, best first: its id, else its link, else what it says. Where that is taken by another
     * entry, as happens in careless feeds, the link or the title is added to it.
     */
    private static Stream<String> identities(RawEntry raw, FeedEntry entry) {
        String id = Optional.ofNullable(raw.id())
                .map(PlainText::storable)
                .filter(text -> !text.isBlank())
                .or(() -> Optional.ofNullable(entry.url()))
                .orElse(null);
        String said = "sha256:"
                + sha256(entry.title() + "\n" + raw.published() + "\n" + (entry.title() == null ? html(raw) : ""));
        var candidates = new ArrayList<String>(3);
        if (id != null) {
            candidates.add(bounded(id));
            candidates.add(bounded(id + " " + entry.url()));
            candidates.add(bounded(id + " " + said));
        } else {
            candidates.add(said);
        }
        return candidates.stream();
    }

    /** Whether the identity is taken by an entry that says something else, and not by the same one written twice. */
    private static boolean isAnother(@Nullable FeedEntry taken, FeedEntry entry) {
        return taken != null
                && !(Objects.equals(taken.url(), entry.url()) && Objects.equals(taken.title(), entry.title()));
    }

    private static String bounded(String id) {
        String storable = PlainText.storable(id);
        return storable.length() <= MAX_GUID ? storable : "sha256:" + sha256(storable);
    }

    private static FeedEntry withGuid(FeedEntry e, String guid) {
        return new FeedEntry(
                guid,
                e.url(),
                e.externalUrl(),
                e.title(),
                e.text(),
                e.author(),
                e.published(),
                e.updated(),
                e.imageUrl(),
                e.tags(),
                e.links());
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
