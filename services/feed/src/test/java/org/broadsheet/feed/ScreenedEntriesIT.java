package org.broadsheet.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.feed.Story.ago;
import static org.broadsheet.feed.Story.entry;
import static org.broadsheet.feed.Story.names;
import static org.broadsheet.feed.Story.version;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.events.AccountDeleted;
import org.broadsheet.events.ArticleResolved;
import org.broadsheet.events.DigestSent;
import org.broadsheet.events.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ScreenedEntriesIT {
    private static final Instant HOUR_AGO = ago(Duration.ofHours(1));

    private static FeedRig rig;

    private final Story story = new Story();

    @BeforeAll
    static void start() {
        rig = new FeedRig();
    }

    @AfterAll
    static void stop() throws SQLException {
        rig.close();
    }

    private List<String> feed() {
        return names(rig.as(story.user).get("feed?order=newest"));
    }

    @Test
    void anArticleIsListedOnceWithEachPersonCountedOnce() {
        var link = story.link("a");
        rig.deliver(
                story.shown(entry("ada", HOUR_AGO, link)),
                story.shown(entry("ada", HOUR_AGO.plusSeconds(60), link)),
                story.shown(entry("bob", HOUR_AGO.plusSeconds(30), link)));

        var items = rig.as(story.user).get("feed").data().path("items");
        assertThat(items).hasSize(1);
        var article = items.get(0);
        assertThat(article.path("sharerCount").asInt()).isEqualTo(2);
        assertThat(article.path("sharers").findValuesAsText("name")).containsExactly("bob", "ada");
        assertThat(article.path("sharers").get(1).path("sharedAt").asText()).isEqualTo(HOUR_AGO.toString());
        assertThat(article.path("firstSharedAt").asText()).isEqualTo(HOUR_AGO.toString());
        assertThat(article.path("lastSharedAt").asText())
                .isEqualTo(HOUR_AGO.plusSeconds(60).toString());
        assertThat(article.path("sources").get(0).asText()).isEqualTo(story.subscription.toString());
        assertThat(article.path("score").path("parts").path("sharers").asInt()).isEqualTo(2);
    }

    @Test
    void anEntryThatARuleHidesIsNotInTheFeedButAmongTheHidden() {
        rig.deliver(story.hidden(entry("ada", HOUR_AGO, story.link("a")), 1));

        assertThat(feed()).isEmpty();
        var hidden = rig.as(story.user).get("feed/hidden");
        assertThat(names(hidden)).containsExactly("a");
        assertThat(hidden.data().path("items").get(0).path("rule").asText()).isEqualTo("domain:example.com");
        assertThat(hidden.data().path("items").get(0).path("sharers").findValuesAsText("name"))
                .containsExactly("ada");
    }

    @Test
    void aLinkThatARuleHidesIsNotListedAlthoughItsEntryIs() {
        var blocked = story.link("blocked");
        rig.deliver(story.without(entry("ada", HOUR_AGO, story.link("good"), blocked), 1, blocked));

        assertThat(feed()).containsExactly("good");
        assertThat(names(rig.as(story.user).get("feed/hidden"))).containsExactly("blocked");
    }

    @Test
    void hiddenEntriesDoNotCountAsSharers() {
        var link = story.link("a");
        rig.deliver(story.shown(entry("ada", HOUR_AGO, link), 1), story.hidden(entry("bob", HOUR_AGO, link), 1));

        var article = rig.as(story.user).get("feed").data().path("items").get(0);
        assertThat(article.path("sharerCount").asInt()).isEqualTo(1);
        assertThat(article.path("sharers").findValuesAsText("name")).containsExactly("ada");
        assertThat(names(rig.as(story.user).get("feed/hidden"))).isEmpty();
    }

    @Test
    void anEditWithdrawsTheLinksThatItDropped() {
        var id = UUID.randomUUID();
        rig.deliver(story.shown(version(id, 1, "ada", HOUR_AGO, story.link("kept"), story.link("dropped"))));
        rig.deliver(story.shown(version(id, 2, "ada", HOUR_AGO, story.link("kept"), story.link("new"))));

        assertThat(feed()).containsExactlyInAnyOrder("kept", "new");
    }

    @Test
    void anOlderVersionThatComesLateBringsNothingBack() {
        var id = UUID.randomUUID();
        rig.deliver(story.shown(version(id, 2, "ada", HOUR_AGO, story.link("kept"))));
        rig.deliver(story.shown(version(id, 1, "ada", HOUR_AGO, story.link("kept"), story.link("dropped"))));

        assertThat(feed()).containsExactly("kept");
    }

    @Test
    void anEditThatDropsEveryLinkEmptiesTheFeed() {
        var id = UUID.randomUUID();
        rig.deliver(story.shown(version(id, 1, "ada", HOUR_AGO, story.link("a"))));
        rig.deliver(story.shown(version(id, 2, "ada", HOUR_AGO)));

        assertThat(feed()).isEmpty();
    }

    @Test
    void anOlderVerdictNeverOverwritesANewer() {
        var entry = entry("ada", HOUR_AGO, story.link("a"));
        rig.deliver(story.hidden(entry, 2));
        rig.deliver(story.shown(entry, 1));
        assertThat(feed()).isEmpty();

        rig.deliver(story.shown(entry, 3));
        assertThat(feed()).containsExactly("a");
    }

    @Test
    void unsubscribingWithdrawsWhatCameBySourceAloneExceptWhatIsSaved() {
        rig.deliver(
                story.shown(entry("ada", HOUR_AGO, story.link("saved"))),
                story.shown(entry("ada", HOUR_AGO, story.link("other"))));
        var reader = rig.as(story.user);
        var saved = idOf("saved");
        assertThat(reader.patch("articles/" + saved, Map.of("saved", true)).code())
                .isEqualTo(200);

        rig.deliver(story.unsubscribed());

        assertThat(feed()).isEmpty();
        assertThat(names(reader.get("feed?state=saved"))).containsExactly("saved");
        assertThat(reader.patch("articles/" + saved, Map.of("tags", List.of("later")))
                        .code())
                .isEqualTo(200);
    }

    @Test
    void verdictsThatComeAfterTheEndOfTheSubscriptionBringNothing() {
        rig.deliver(story.unsubscribed());
        rig.deliver(story.shown(entry("ada", HOUR_AGO, story.link("a"))));

        assertThat(feed()).isEmpty();
    }

    @Test
    void anArticleThatCameByTwoSubscriptionsStaysWhenOneEnds() {
        var other = UUID.randomUUID();
        var entry = entry("ada", HOUR_AGO, story.link("a"));
        rig.deliver(
                Story.screened(entry, new Verdict(story.user, 0, List.of(story.subscription, other), null, List.of())));

        rig.deliver(story.unsubscribed());

        assertThat(feed()).containsExactly("a");
        var sources = rig.as(story.user).get("feed").data().path("items").get(0).path("sources");
        assertThat(sources).hasSize(1);
        assertThat(sources.get(0).asText()).isEqualTo(other.toString());
    }

    @Test
    void whatIsKnownOfAnArticleIsShownWhetherItComesBeforeOrAfter() {
        var before = story.link("before");
        var after = story.link("after");
        rig.deliver(resolved(before.linkKey(), 1, "Found early"));
        rig.deliver(story.shown(entry("ada", HOUR_AGO, before, after)));
        rig.deliver(resolved(after.linkKey(), 2, "Found late"));
        rig.deliver(resolved(after.linkKey(), 1, "Older"));

        var titles = rig.as(story.user).get("feed").data().path("items").findValuesAsText("title");
        assertThat(titles).containsExactlyInAnyOrder("Found early", "Found late");
    }

    @Test
    void oneReadersVerdictSaysNothingAboutAnother() {
        var other = new Story();
        var entry = entry("ada", HOUR_AGO, story.link("a"));
        rig.deliver(Story.screened(
                entry,
                new Verdict(story.user, 0, List.of(story.subscription), null, List.of()),
                new Verdict(other.user, 4, List.of(other.subscription), "domain:example.com", List.of())));

        assertThat(feed()).containsExactly("a");
        assertThat(names(rig.as(other.user).get("feed"))).isEmpty();
    }

    @Test
    void aDeletedAccountIsForgottenWithWhateverStillArrives() throws SQLException {
        var entry = entry("ada", HOUR_AGO, story.link("a"));
        rig.deliver(story.shown(entry));
        var id = idOf("a");
        rig.as(story.user).patch("articles/" + id, Map.of("saved", true));
        rig.deliver(new DigestSent(UUID.randomUUID(), story.user, List.of(id), Instant.now()));
        assertThat(rig.rowsOf(story.user)).isEqualTo(4);

        rig.deliver(new AccountDeleted(story.user, Instant.now()));
        assertThat(rig.rowsOf(story.user)).isZero();

        rig.deliver(story.shown(entry, 1), new DigestSent(UUID.randomUUID(), story.user, List.of(id), Instant.now()));
        assertThat(rig.rowsOf(story.user)).isZero();
    }

    private UUID idOf(String name) {
        var items = rig.as(story.user).get("feed").data().path("items");
        for (var item : items) {
            if (item.path("url").asText().endsWith("/" + name)) {
                return UUID.fromString(item.path("id").asText());
            }
        }
        throw new AssertionError("no article " + name + " in " + items);
    }

    private static ArticleResolved resolved(String linkKey, long version, String title) {
        return new ArticleResolved(
                linkKey, version, title, "Site", "Author", "Excerpt", null, "en", null, 3, null, null);
    }
}
