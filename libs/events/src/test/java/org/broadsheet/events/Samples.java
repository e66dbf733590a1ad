package org.broadsheet.events;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** One event of every type, with every component filled. */
final class Samples {
    private static final UUID USER = UUID.fromString("0193a1b2-0000-7000-8000-000000000001");
    private static final UUID SUBSCRIPTION = UUID.fromString("0193a1b2-0000-7000-8000-000000000002");
    private static final UUID SOURCE = UUID.fromString("0193a1b2-0000-7000-8000-000000000003");
    private static final UUID ENTRY = UUID.fromString("0193a1b2-0000-7000-8000-000000000004");
    private static final UUID RUN = UUID.fromString("0193a1b2-0000-7000-8000-000000000005");
    private static final UUID ARTICLE = UUID.fromString("0193a1b2-0000-7000-8000-000000000006");
    private static final UUID CONNECTION = UUID.fromString("0193a1b2-0000-7000-8000-000000000007");
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123456Z");
    private static final String KEY = "ab".repeat(32);
    private static final String OTHER_KEY = "cd".repeat(32);

    static final SubscriptionResolved SUBSCRIPTION_RESOLVED = new SubscriptionResolved(SUBSCRIPTION, USER, SOURCE, 2);
    static final EntryIngested ENTRY_INGESTED = new EntryIngested(
            ENTRY,
            SOURCE,
            1,
            new Sharer("feed:" + SOURCE, "Ann", "@ann@social.example", Network.MASTODON, List.of("ann.example")),
            "https://social.example/1",
            "A title",
            "Look",
            NOON,
            List.of(new EntryLink(KEY, "https://news.example/a", "news.example", "news.example", "A title")));

    private Samples() {}

    static List<Event> all() {
        return List.of(
                new AccountOpened(USER, "ann@example.org", "Ann", NOON),
                new AccountDeleted(USER, NOON),
                new CredentialRevoked(RUN, USER, NOON),
                new ConnectionOpened(
                        CONNECTION,
                        USER,
                        Network.BLUESKY,
                        "https://pds.example",
                        "did:plc:ewvi7nxzyoun6zhxrhs64oiz",
                        "ann.example",
                        2,
                        "s1.c2VhbGVk",
                        NOON),
                new ConnectionClosed(CONNECTION, USER, 2, NOON),
                new ConnectionReported(
                        CONNECTION,
                        2,
                        5,
                        ConnectionState.SPENT,
                        "The budget of this month is used up.",
                        List.of(new OfferedTimeline("home", "Home"), new OfferedTimeline("list/7", "Friends")),
                        new Spending(499, 500)),
                new SurveyDue(CONNECTION, NOON),
                new MutesRead(
                        CONNECTION,
                        USER,
                        Network.MASTODON,
                        "ann@social.example",
                        3,
                        1,
                        2,
                        List.of(
                                Mute.word("some words", true, NOON),
                                Mute.account("mastodon:https://b.example/users/bob", "bob@b.example", null),
                                Mute.server("spam.example"))),
                new SourceSubscribed(SUBSCRIPTION, USER, "https://blog.example/", NOON),
                new SourceUnsubscribed(SUBSCRIPTION, USER, NOON),
                SUBSCRIPTION_RESOLVED,
                new SourcePolled(
                        SOURCE, 7, SourceState.FAILING, "Blog", "https://blog.example/feed", 12, NOON, NOON, "no"),
                new PollDue(SOURCE, NOON),
                ENTRY_INGESTED,
                new EntryScreened(
                        ENTRY_INGESTED,
                        List.of(new Verdict(
                                USER,
                                3,
                                List.of(SUBSCRIPTION),
                                "domain:news.example",
                                List.of(new Verdict.HiddenLink(KEY, "domain:news.example"))))),
                new ArticleResolve(KEY, NOON),
                new ArticleResolved(
                        KEY,
                        1,
                        "A title",
                        "News",
                        "Bob",
                        "Text",
                        "https://news.example/a.png",
                        "en",
                        NOON,
                        4,
                        "https://news.example/icon.png",
                        new CanonicalAddress(
                                OTHER_KEY, "https://news.example/b", "https://news.example/a", "news.example")),
                new RescreenDue(USER, 3, ENTRY),
                new DigestDue(RUN, USER, NOON, NOON, 10),
                new DigestComposed(
                        RUN,
                        USER,
                        List.of(new DigestArticle(
                                ARTICLE,
                                "https://news.example/a",
                                "A title",
                                "news.example",
                                "Bob",
                                "Text",
                                List.of("Ann"),
                                1)),
                        4),
                new DigestSent(RUN, USER, List.of(ARTICLE), NOON),
                new ReaderSeen(USER, LocalDate.of(2026, 11, 20)),
                new TimelinesPaused(USER, LocalDate.of(2026, 10, 20), NOON));
    }
}
