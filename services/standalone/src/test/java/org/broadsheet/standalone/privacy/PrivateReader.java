package org.broadsheet.standalone.privacy;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.broadsheet.events.ArticleResolved;
import org.broadsheet.events.CanonicalAddress;
import org.broadsheet.events.EntryIngested;
import org.broadsheet.events.EntryLink;
import org.broadsheet.events.Network;
import org.broadsheet.events.Sharer;
import org.broadsheet.events.SubscriptionResolved;
import org.broadsheet.links.Link;
import org.broadsheet.links.LinkParser;
import org.jspecify.annotations.Nullable;

/**
 * Somebody with a home timeline of their own. Everything in it that is nobody else's to know has their mark: texts, names, links,
 * titles, gifts.
 */
record PrivateReader(UUID id, UUID source, UUID subscription, String mark, int group) {
    static final String BLOCKED = "blocked.example";
    static final String PUBLIC_WORDS = "said to everybody";

    private static final LinkParser LINKS = new LinkParser();
    private static final Instant NOW = Instant.now().minusSeconds(600);
    private static final UUID PUBLIC_SOURCE = uuid(new Random(1));
    private static final UUID PUBLIC_ENTRY = uuid(new Random(2));

    static PrivateReader made(Random random, int number) {
        return new PrivateReader(uuid(random), uuid(random), uuid(random), mark(random), number % 64);
    }

    /** As ours are: with the time in front. */
    private static UUID uuid(Random random) {
        return new UUID(
                NOW.toEpochMilli() << 16 | 0x7000 | random.nextInt(0x1000),
                random.nextLong() >>> 2 | 0x8000000000000000L);
    }

    private static String mark(Random random) {
        return String.format(Locale.ROOT, "zq%012xqz", random.nextLong() >>> 16);
    }

    private UUID part(int number) {
        return new UUID(source.getMostSignificantBits(), source.getLeastSignificantBits() ^ number);
    }

    List<SubscriptionResolved> subscriptions() {
        return List.of(
                new SubscriptionResolved(subscription, id, source, 1),
                new SubscriptionResolved(part(99), id, PUBLIC_SOURCE, 1));
    }

    private static EntryLink link(String address, @Nullable String title) {
        if (!(LINKS.parse(address, (java.net.URI) null) instanceof Link link)) {
            throw new IllegalArgumentException(address);
        }
        return new EntryLink(link.linkKey(), link.fetchUrl(), link.host(), link.domain(), title);
    }

    private EntryIngested entry(int number, long version, Sharer sharer, String text, EntryLink link) {
        return new EntryIngested(
                part(number),
                source,
                version,
                sharer,
                "https://home.example/@" + mark + "/" + number,
                null,
                text,
                NOW.minusSeconds(number),
                List.of(link));
    }

    private Sharer friend() {
        return new Sharer(
                "mastodon:https://home.example/@" + mark,
                "Friend " + mark,
                "@" + mark + "@home.example",
                Network.MASTODON);
    }

    /** The same person in everybody's timeline, who says something else to each. */
    private static Sharer ann() {
        return new Sharer("mastodon:https://home.example/@ann", "Ann", "@ann@home.example", Network.MASTODON);
    }

    private String ownLink() {
        return "https://only-" + mark + ".example/" + mark;
    }

    private String alias(String host) {
        return "https://" + host + "/alias/" + mark;
    }

    /** Link by link; what is sent first is edited, hidden, or shared with others, and only the last is not private. */
    List<EntryIngested> entries() {
        return List.of(
                entry(1, 1, friend(), "first words " + mark, link(ownLink(), "Titled " + mark)),
                entry(1, 2, friend(), "second words " + mark, link(ownLink(), "Titled " + mark)),
                entry(2, 1, friend(), "everyone's " + mark, link("https://everyone.example/story", null)),
                entry(3, 1, friend(), "a few's " + mark, link("https://group.example/" + group, null)),
                entry(4, 1, friend(), "a gift " + mark, gift()),
                entry(5, 1, friend(), "hidden " + mark, link("https://" + BLOCKED + "/" + mark, "Hidden " + mark)),
                entry(6, 1, ann(), "to one alone " + mark, link("https://everyone.example/anns", null)),
                entry(7, 1, friend(), "one story " + mark, link(alias("story.example"), null)),
                entry(8, 1, friend(), "another's story " + mark, link(alias("quiet.example"), null)),
                entry(9, 1, friend(), "hidden, too " + mark, link("https://" + BLOCKED + "/everyones", null)));
    }

    /** Shares of an article that this reader has, those of the public source included; a hidden one counts. */
    static int shares() {
        return 10;
    }

    private EntryLink gift() {
        return link("https://www.nytimes.com/2026/11/21/world/story.html?unlocked_article_code=" + mark, null);
    }

    static EntryIngested publicEntry() {
        var feed = new Sharer("feed:https://paper.example/", "The Paper", null, Network.FEED);
        return new EntryIngested(
                PUBLIC_ENTRY,
                PUBLIC_SOURCE,
                1,
                feed,
                null,
                null,
                PUBLIC_WORDS,
                NOW,
                List.of(link("https://everyone.example/story", "Everyone's story")));
    }

    /** What the pages of the reader's links say of themselves. */
    List<ArticleResolved> pages() {
        return List.of(
                page(ownLink(), null),
                page(alias("story.example"), "https://story.example/whole"),
                page(alias("quiet.example"), "https://quiet.example/whole"),
                page("https://" + BLOCKED + "/" + mark, null));
    }

    private ArticleResolved page(String address, @Nullable String canonical) {
        var own = link(address, null);
        var other = canonical == null ? null : link(canonical, null);
        return new ArticleResolved(
                own.linkKey(),
                1,
                "Page of " + mark,
                "Site of " + mark,
                "Author of " + mark,
                "Excerpt of " + mark,
                "https://" + own.host() + "/" + mark + ".png",
                "en",
                NOW,
                1,
                null,
                other == null ? null : new CanonicalAddress(other.linkKey(), other.url(), own.url(), own.domain()));
    }

    /** The page that is behind one of the two other addresses; nobody has read that behind the second. */
    static ArticleResolved publicPage() {
        return new ArticleResolved(
                link("https://story.example/whole", null).linkKey(),
                1,
                "The whole story",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
