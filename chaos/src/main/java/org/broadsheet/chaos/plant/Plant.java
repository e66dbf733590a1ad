package org.broadsheet.chaos.plant;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.broadsheet.chaos.check.Invariant;
import org.broadsheet.chaos.plant.Change.Method;
import org.broadsheet.chaos.plant.Change.Text;
import org.jspecify.annotations.Nullable;

/**
 * The bugs that can be planted: each is one that tests of a single service would hardly see. Which classes they change is
 * said by name, since the code of the services is on their class paths only; a name that fits nothing ends the process.
 */
public enum Plant {
    NOTHING("none, to see that the planting itself does no harm", null),
    ACK_BEFORE_COMMIT(
            "a delivery is acknowledged before its effect is committed",
            Invariant.I1,
            new Method("org.broadsheet.messaging.QueueSubscription", "next", Advices.AckAtOnce.class),
            new Method("org.broadsheet.messaging.QueueSubscription", "ack", Advices.DoNothing.class),
            new Method("org.broadsheet.messaging.QueueSubscription", "ackAll", Advices.DoNothing.class)),
    CONFIRM_IGNORED(
            "an outbox row is deleted although its publish failed",
            Invariant.I1,
            new Method("org.broadsheet.messaging.ConfirmWindow", "publish", Advices.AllConfirmed.class)),
    RETRY_DROPPED(
            "a message to be tried again is dropped",
            Invariant.I1,
            new Method("org.broadsheet.messaging.Retries", "add", Advices.DoNothing.class)),
    COMMIT_NOT_ON_DISK(
            "a commit is answered before it is on disk",
            Invariant.I1,
            new Text(
                    "org.broadsheet.http.ServiceProperties",
                    "options=-c%20",
                    "options=-c%20synchronous_commit=off%20-c%20")),
    DEAD_LETTER_DROPPED(
            "a message that can't be read is dropped",
            Invariant.I5,
            new Method("org.broadsheet.messaging.DeadLetters", "add", Advices.DoNothing.class)),
    ARTICLE_PER_SHARE(
            "an article is listed once for each entry that carries it",
            Invariant.I2,
            new Text(
                    "org.broadsheet.feed.listing.ListingRepository",
                    "GROUP BY coalesce(m.story_id, s.article_id)),\nkept",
                    "GROUP BY coalesce(m.story_id, s.article_id), s.entry_id),\nkept")),
    STALE_VERDICT(
            "an older verdict overwrites a newer one",
            Invariant.I3,
            new Text(
                    "org.broadsheet.feed.share.ShareRepository",
                    "AND share.rules_version <= excluded.rules_version",
                    "")),
    STALE_ENTRY(
            "an older edition of an entry overwrites a newer one",
            Invariant.I3,
            new Text("org.broadsheet.filter.entry.EntryRepository", "WHERE entry.version < excluded.version", ""),
            new Text("org.broadsheet.feed.share.ShareRepository", "WHERE entry.version <= excluded.version", ""),
            new Text(
                    "org.broadsheet.feed.share.ShareRepository",
                    "WHERE share.entry_version <= excluded.entry_version AND",
                    "WHERE")),
    ENDED_REVIVED(
            "a verdict that was on its way revives an ended subscription",
            Invariant.I3,
            new Text(
                    "org.broadsheet.feed.share.ShareRepository",
                    "FROM ended_subscription WHERE id = ANY (?)",
                    "FROM ended_subscription WHERE id = ANY (?) AND false")),
    RESCREEN_FORGOTTEN(
            "a change of rules judges nothing again",
            Invariant.I3,
            new Method("org.broadsheet.filter.verdict.RescreenDueHandler", "rescreen", Advices.DoNothing.class)),
    PAGING_BY_OFFSET(
            "the next page begins by number, of the list as it is now",
            Invariant.I4,
            new Text(
                    "org.broadsheet.feed.listing.ListingRepository",
                    "pg_visible_in_snapshot(s.recorded_in, CAST(? AS pg_snapshot))",
                    "CAST(? AS pg_snapshot) IS NOT NULL"),
            new Method("org.broadsheet.feed.listing.ListingRepository", "page", Advices.ByOffset.class)),
    MOMENT_FORGOTTEN(
            "reading on sees what was shared meanwhile",
            Invariant.I4,
            new Text(
                    "org.broadsheet.feed.listing.ListingRepository",
                    "pg_visible_in_snapshot(s.recorded_in, CAST(? AS pg_snapshot))",
                    "CAST(? AS pg_snapshot) IS NOT NULL")),
    CROSS_USER(
            "a feed counts other people's shares",
            Invariant.I8,
            new Text(
                    "org.broadsheet.feed.listing.ListingRepository",
                    "WHERE s.user_id = ? AND s.hidden_by IS NULL AND s.shared_at >= ?",
                    "WHERE (s.user_id = ? OR s.shared_at > now() - interval '1 minute') AND s.hidden_by IS NULL AND s.shared_at >= ?")),
    KEY_IGNORED(
            "idempotency keys mean nothing",
            Invariant.I7,
            new Method("org.broadsheet.http.IdempotencyFilter", "begin", Advices.AnswerNull.class)),
    MAIL_RETRIED(
            "a mail whose fate is unknown is sent again",
            Invariant.I6,
            new Method("org.broadsheet.digest.mail.SmtpTransport", "outcome", Advices.ContentNotBegun.class)),
    UNSUBSCRIBE_FORGOTTEN(
            "unsubscribing is acknowledged and nothing else",
            Invariant.I6,
            new Method("org.broadsheet.digest.schedule.Schedules", "unsubscribe", Advices.DoNothing.class)),
    SAVE_FORGOTTEN(
            "a saved article is forgotten when it is marked as read",
            Invariant.I9,
            new Text(
                    "org.broadsheet.feed.state.$ArticleStateRepository$Intercepted$Definition$Exec",
                    "THEN coalesce(read_at, now()) END,",
                    "THEN coalesce(read_at, now()) END, saved_at = NULL,")),
    CURSOR_FIRST(
            "how far a timeline was read is committed before what was read there",
            Invariant.I1,
            new Method("org.broadsheet.ingest.timeline.TimelinePuller", "pull", Advices.CursorFirst.class)),
    DELETION_UNTOLD(
            "what was taken back at a network is noted and not told",
            Invariant.I12,
            new Method("org.broadsheet.ingest.entry.Entries", "withdraw", Advices.AnswerNone.class)),
    TIMELINE_SHOWN(
            "who shared an article in their timeline is shown to everybody who has the article",
            Invariant.I11,
            new Text(
                    "org.broadsheet.feed.listing.SharerRepository",
                    "JOIN share s ON s.user_id = ? AND s.article_id",
                    "JOIN share s ON (s.user_id = ? OR s.sharer_key LIKE 'mastodon:%') AND s.article_id")),
    TIMELINE_LEAKED(
            "what is posted in timelines reaches somebody else as well",
            Invariant.I11,
            new Text(
                    "org.broadsheet.filter.verdict.VerdictRepository",
                    "ON s.source_id = e.source_id\n  JOIN rule_set",
                    """
                    ON s.source_id = e.source_id
                        OR e.body LIKE '%"network":"mastodon"%'
                           AND s.subscription_ids[1] = (SELECT min(id::text)::uuid FROM subscription WHERE NOT ended)
                           AND NOT EXISTS (SELECT FROM subscription own
                                            WHERE own.source_id = e.source_id AND own.user_id = s.user_id)
                      JOIN rule_set""")),
    HEAP_LEAK(
            "every request leaves something behind",
            Invariant.I10,
            new Method("org.broadsheet.http.OperationsFilter", "*", Advices.Leak.class),
            new Method("org.broadsheet.http.CorrelationFilter", "*", Advices.Leak.class));

    private final String words;
    private final @Nullable Invariant violates;
    private final List<Change> changes;

    Plant(String words, @Nullable Invariant violates, Change... changes) {
        this.words = requireNonNull(words, "words");
        this.violates = violates;
        this.changes = List.of(changes);
    }

    /** As it is named on the command line. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String words() {
        return words;
    }

    /** Which invariant it is to violate, first of all. */
    public Optional<Invariant> violates() {
        return Optional.ofNullable(violates);
    }

    List<Change> changes() {
        return changes;
    }

    public static Optional<Plant> of(String name) {
        return Arrays.stream(values())
                .filter(plant -> plant.wireName().equals(name))
                .findFirst();
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(Plant::wireName).toList();
    }

    public static boolean isKnown(String name) {
        return of(name).isPresent();
    }

    /** For the help text. */
    public static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return names().iterator();
        }
    }
}
