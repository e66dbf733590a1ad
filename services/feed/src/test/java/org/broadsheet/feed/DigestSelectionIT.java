package org.broadsheet.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.broadsheet.feed.Story.ago;
import static org.broadsheet.feed.Story.entry;
import static org.broadsheet.feed.Story.resolved;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.broadsheet.events.AccountDeleted;
import org.broadsheet.events.DigestArticle;
import org.broadsheet.events.DigestComposed;
import org.broadsheet.events.DigestDue;
import org.broadsheet.events.DigestSent;
import org.broadsheet.events.EntryScreened;
import org.broadsheet.events.NamedId;
import org.broadsheet.events.Sharer;
import org.broadsheet.testing.MessageTap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DigestSelectionIT {
    private static FeedRig rig;
    private static MessageTap composed;

    private final Story story = new Story();

    @BeforeAll
    static void start() {
        rig = new FeedRig();
        composed = rig.tap(DigestComposed.class);
    }

    @AfterAll
    static void stop() throws SQLException {
        composed.close();
        rig.close();
    }

    private EntryScreened share(String sharer, String name) {
        return story.shown(entry(sharer, ago(Duration.ofHours(1)), story.link(name)));
    }

    @Test
    void aShareThatIsBeingStoredWhenTheSlotComesIsInTheDigest() throws Exception {
        rig.deliver(share("ada", "a"));
        rig.update("UPDATE share SET recorded_at = now() - interval '2 days' WHERE user_id = ?", story.user);
        var since = ago(Duration.ofHours(1));
        try (var unfinished = rig.unfinishedShare(story.user)) {
            var due = new DigestDue(
                    UUID.randomUUID(), story.user, since, Instant.now().plusSeconds(60), 10);
            rig.publish(List.of(due));
            await().atMost(Duration.ofSeconds(30))
                    .until(() ->
                            rig.isGateAwaited() || answer(due.runId()).findAny().isPresent());
            unfinished.commit();
            var digest = await().atMost(Duration.ofSeconds(30))
                    .until(() -> answer(due.runId()).findFirst(), java.util.Optional::isPresent)
                    .orElseThrow();
            assertThat(names(digest)).containsExactly("a");
        }
    }

    private DigestComposed digest(int size) {
        return digest(size, ago(Duration.ofDays(1)));
    }

    private DigestComposed digest(int size, Instant since) {
        var due = new DigestDue(
                UUID.randomUUID(), story.user, since, Instant.now().plusSeconds(60), size);
        rig.deliver(due);
        return await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> answer(due.runId()).findFirst(), java.util.Optional::isPresent)
                .orElseThrow();
    }

    private static Stream<DigestComposed> answer(UUID runId) {
        return composed.bodies().stream()
                .map(body -> rig.read(body, DigestComposed.class))
                .filter(event -> event.runId().equals(runId));
    }

    private static List<String> names(DigestComposed digest) {
        return digest.articles().stream()
                .map(DigestArticle::url)
                .map(url -> url.substring(url.lastIndexOf('/') + 1))
                .toList();
    }

    private void sent(DigestComposed digest, Instant at) {
        rig.deliver(new DigestSent(
                digest.runId(),
                story.user,
                digest.articles().stream().map(DigestArticle::articleId).toList(),
                at));
    }

    @Test
    void aPersonWithManyAccountsCountsOnceAndIsNamedOnce() {
        var accounts = List.of(
                Accounts.mastodon("Anna", "anna@server.example"),
                Accounts.x("Anna B", "annab"),
                Accounts.bluesky("A", "a.bsky.social"));
        share(accounts.subList(0, 2));
        sayTheseAreOne(accounts.subList(0, 2));
        rig.deliver(share("ada", "two"), share("bob", "two"));

        var first = digest(5);
        assertThat(names(first)).containsExactly("two", "person");
        assertThat(first.articles().getLast().sharerCount()).isEqualTo(1);
        assertThat(first.articles().getLast().sharers()).hasSize(1);

        // One more account of the same person doubles nothing.
        sent(first, Instant.now());
        rig.deliver(share("carl", "two"), share("dora", "two"));
        share(accounts.subList(2, 3));
        sayTheseAreOne(accounts);
        assertThat(names(digest(5))).containsExactly("two");
    }

    private void share(List<Sharer> sharers) {
        rig.deliver(sharers.stream()
                .map(sharer -> story.shown(entry(sharer, ago(Duration.ofHours(1)), story.link("person"))))
                .toList());
    }

    private void sayTheseAreOne(List<Sharer> sharers) {
        var ids = sharers.stream()
                .map(sharer -> NamedId.of("sharer", story.user + ":" + sharer.key()))
                .toList();
        var answer = rig.as(story.user).put("sharers/" + ids.getFirst(), Map.of("accounts", ids));
        assertThat(answer.code()).isEqualTo(200);
    }

    @Test
    void theMostSharedOfTheUnreadComeUpToTheSize() {
        rig.deliver(
                share("ada", "two"),
                share("bob", "two"),
                share("ada", "three"),
                share("bob", "three"),
                share("eve", "three"),
                share("ada", "one"),
                share("ada", "read"));
        var reader = rig.as(story.user);
        var read = Stream.iterate(0, i -> i + 1)
                .map(reader.get("feed").data().path("items")::get)
                .filter(item -> item.path("url").asText().endsWith("/read"))
                .findFirst()
                .orElseThrow();
        reader.patch("articles/" + read.path("id").asText(), Map.of("read", true));

        var digest = digest(2);

        assertThat(names(digest)).containsExactly("three", "two");
        assertThat(digest.candidates()).isEqualTo(3);
        assertThat(digest.userId()).isEqualTo(story.user);
        var first = digest.articles().getFirst();
        assertThat(first.sharerCount()).isEqualTo(3);
        assertThat(first.sharers()).containsExactly("ada", "bob", "eve");
        assertThat(first.title()).isEqualTo("Title of three");
        assertThat(first.domain()).isEqualTo("example.com");
    }

    @Test
    void whatARuleHidesIsNotMailed() {
        var blocked = story.link("blocked");
        rig.deliver(
                story.hidden(entry("ada", ago(Duration.ofHours(1)), story.link("hidden")), 1),
                story.without(entry("ada", ago(Duration.ofHours(1)), blocked, story.link("shown")), 1, blocked));
        assertThat(names(digest(10))).containsExactly("shown");
    }

    @Test
    void whatWasMailedComesAgainOnlyWhenItsSharersHaveDoubled() {
        rig.deliver(share("ada", "a"), share("bob", "a"));
        sent(digest(10), Instant.now());
        var since = Instant.now();
        assertThat(names(digest(10))).isEmpty();

        rig.deliver(share("eve", "a"));
        assertThat(names(digest(10, since))).isEmpty();

        rig.deliver(share("dan", "a"));
        var again = digest(10, since);
        assertThat(names(again)).containsExactly("a");
        assertThat(again.articles().getFirst().sharerCount()).isEqualTo(4);
    }

    @Test
    void whatWasMailedLongAgoMayComeAgain() {
        rig.deliver(share("ada", "a"));
        sent(digest(10), ago(Duration.ofDays(15)));
        assertThat(names(digest(10))).containsExactly("a");
    }

    @Test
    void onlyWhatCameSinceTheLastRunIsChosen() {
        rig.deliver(share("ada", "a"));
        var since = Instant.now();
        rig.deliver(share("bob", "b"));
        assertThat(names(digest(10, since))).containsExactly("b");
    }

    @Test
    void theFirstFillOfANewSourceIsNotNews() {
        rig.deliver(
                story.shown(entry("ada", ago(Duration.ofDays(5)), story.link("archive"))),
                story.shown(entry("ada", ago(Duration.ofHours(30)), story.link("late"))));
        assertThat(names(digest(10))).containsExactly("late");
    }

    @Test
    void anEmptyFeedGivesAnEmptyDigest() {
        var digest = digest(10);
        assertThat(digest.articles()).isEmpty();
        assertThat(digest.candidates()).isZero();
    }

    @Test
    void aForgottenUsersDigestIsEmpty() {
        rig.deliver(share("ada", "a"));
        rig.deliver(new AccountDeleted(story.user, Instant.now()));
        assertThat(names(digest(10))).isEmpty();
    }

    @Test
    void oneRunIsComposedOnce() {
        rig.deliver(share("ada", "a"));
        var due = new DigestDue(
                UUID.randomUUID(),
                story.user,
                ago(Duration.ofDays(1)),
                Instant.now().plusSeconds(60),
                5);
        rig.deliver(due, due);
        rig.deliver(due);
        var marker = digest(1);
        assertThat(marker.articles()).hasSize(1);
        assertThat(answer(due.runId())).hasSize(1);
    }

    @Test
    void aStoryIsInADigestOnceWithTheSharersOfAllItsAddresses() {
        rig.deliver(share("ada", "a"), share("bob", "b"), share("ada", "b"), share("eve", "c"));
        rig.deliver(resolved(story.link("a"), 1, story.link("b")));

        var digest = digest(10);

        assertThat(names(digest)).containsExactly("b", "c");
        assertThat(digest.candidates()).isEqualTo(2);
        assertThat(digest.articles().getFirst().sharerCount()).isEqualTo(2);
        assertThat(digest.articles().getFirst().sharers()).containsExactly("ada", "bob");
    }

    @Test
    void aStoryThatWasReadUnderAnyAddressIsNotMailed() {
        rig.deliver(share("ada", "a"));
        var items = rig.as(story.user).get("feed").data().path("items");
        rig.as(story.user).patch("articles/" + items.get(0).path("id").asText(), Map.of("read", true));
        rig.deliver(share("bob", "b"));
        rig.deliver(resolved(story.link("a"), 1, story.link("b")));
        assertThat(names(digest(10))).isEmpty();
    }

    @Test
    void whatWasMailedUnderOneAddressComesAgainUnderAnotherOnlyWhenItsSharersHaveDoubled() {
        rig.deliver(share("ada", "a"));
        sent(digest(10), Instant.now());
        rig.deliver(resolved(story.link("a"), 1, story.link("b")));
        var since = Instant.now();
        rig.deliver(share("ada", "b"));
        assertThat(names(digest(10, since))).isEmpty();

        rig.deliver(share("bob", "b"));
        var again = digest(10, since);
        assertThat(names(again)).containsExactly("b");
        assertThat(again.articles().getFirst().sharerCount()).isEqualTo(2);
    }

    @Test
    void whatWasMailedAsAStoryWasMailedForEachOfItsArticles() {
        rig.deliver(share("ada", "a"), share("bob", "b"));
        rig.deliver(resolved(story.link("a"), 1, story.link("b")));
        sent(digest(10), Instant.now());
        rig.deliver(resolved(story.link("a"), 2, null));
        assertThat(names(digest(10))).isEmpty();
    }
}
