package org.broadsheet.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.feed.Story.ago;
import static org.broadsheet.feed.Story.entry;
import static org.broadsheet.feed.Story.names;
import static org.broadsheet.feed.Story.resolved;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.broadsheet.events.AccountDeleted;
import org.broadsheet.events.ArticleResolved;
import org.broadsheet.events.EntryLink;
import org.broadsheet.events.EntryScreened;
import org.broadsheet.events.Verdict;
import org.broadsheet.testing.ApiAnswer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Articles whose pages name one address are one article in every reader's feed, for as long as they name it. */
class StoriesIT {
    private static FeedRig rig;

    private final Story story = new Story();
    private final EntryLink a = story.link("a");
    private final EntryLink b = story.link("b");
    private final EntryLink c = story.link("c");

    @BeforeAll
    static void start() {
        rig = new FeedRig();
    }

    @AfterAll
    static void stop() throws SQLException {
        rig.close();
    }

    private EntryScreened share(String sharer, int minutesAgo, EntryLink... links) {
        return story.shown(entry(sharer, ago(Duration.ofMinutes(minutesAgo)), links));
    }

    private ApiAnswer get(String query) {
        return rig.as(story.user).get("feed" + query);
    }

    private JsonNode first(String query) {
        return get(query).data().path("items").path(0);
    }

    @Test
    void twoAddressesOfOnePageAreListedOnceWithEachPersonCountedOnce() {
        rig.deliver(share("ada", 30, a), share("ada", 20, b), share("bob", 10, a), share("eve", 5, c));
        rig.deliver(resolved(a, 1, b));

        assertThat(names(get(""))).containsExactly("b", "c");
        assertThat(names(get("?order=newest"))).containsExactly("c", "b");
        assertThat(get("").data().path("totalItems").asInt()).isEqualTo(2);
        var article = first("");
        assertThat(article.path("title").asText()).isEqualTo("Title of b");
        assertThat(article.path("sharerCount").asInt()).isEqualTo(2);
        assertThat(article.path("sharers").findValuesAsText("name")).containsExactly("bob", "ada");
        assertThat(names(get("?minSharers=2"))).containsExactly("b");
        assertThat(article.path("sources").findValuesAsText("")).isEmpty();
        assertThat(article.path("sources")).hasSize(1);
    }

    @Test
    void anAddressThatNobodySharedIsTheOneUnderWhichThoseWhoNameItAreListed() {
        rig.deliver(share("ada", 30, a), share("bob", 20, b));
        rig.deliver(resolved(b, 1, c, "What the page says"), resolved(a, 1, c));

        assertThat(names(get(""))).containsExactly("c");
        var article = first("");
        assertThat(article.path("sharerCount").asInt()).isEqualTo(2);
        assertThat(article.path("title").asText()).isEqualTo("What the page says");
    }

    @Test
    void anAddressIsKnownByWhatItsOwnPageSaysFirst() {
        rig.deliver(share("ada", 30, a));
        rig.deliver(
                new ArticleResolved(
                        a.linkKey(),
                        1,
                        "Of a",
                        "Site of a",
                        "Ann",
                        null,
                        null,
                        null,
                        null,
                        4,
                        null,
                        resolved(a, 1, b).canonical()),
                new ArticleResolved(b.linkKey(), 1, "Of b", null, "Bea", null, null, null, null, null, null, null));

        var article = first("");
        assertThat(article.path("title").asText()).isEqualTo("Of b");
        assertThat(article.path("author").asText()).isEqualTo("Bea");
        assertThat(article.path("site").asText()).isEqualTo("Site of a");
        assertThat(article.path("readingMinutes").asInt()).isEqualTo(4);
    }

    @Test
    void theWayMayGoOverSeveralPagesInWhateverOrderTheyAreRead() {
        rig.deliver(share("ada", 30, a), share("bob", 20, b), share("eve", 10, c));
        rig.deliver(resolved(a, 1, b));
        rig.deliver(resolved(b, 1, c));
        assertThat(names(get(""))).containsExactly("c");
        assertThat(first("").path("sharerCount").asInt()).isEqualTo(3);

        rig.deliver(resolved(b, 2, null));
        assertThat(names(get(""))).containsExactly("b", "c");
    }

    @Test
    void pagesThatNameEachOtherInACircleAreTheOneWithTheSmallestKey() {
        rig.deliver(share("ada", 30, a), share("bob", 20, b), share("eve", 10, c));
        rig.deliver(resolved(c, 1, a));
        rig.deliver(resolved(a, 1, b));
        rig.deliver(resolved(b, 1, c));

        var smallest = Stream.of(a, b, c)
                .min((one, other) -> one.linkKey().compareTo(other.linkKey()))
                .orElseThrow();
        assertThat(get("").data().path("items").findValuesAsText("url").stream()
                        .filter(url -> !url.startsWith("https://social")))
                .containsOnlyOnce(smallest.url());
        assertThat(get("").data().path("totalItems").asInt()).isEqualTo(1);
        assertThat(first("").path("sharerCount").asInt()).isEqualTo(3);

        rig.deliver(resolved(b, 2, null));
        assertThat(names(get(""))).containsExactly("b");
        rig.deliver(resolved(a, 2, null), resolved(c, 2, null));
        assertThat(names(get("?order=newest"))).containsExactly("c", "b", "a");
    }

    @Test
    void whatIsSaidNoMoreIsUndoneAndAnOlderVersionThatComesLateDoesNotBringItBack() {
        rig.deliver(share("ada", 30, a), share("bob", 20, b));
        rig.deliver(resolved(a, 2, b));
        rig.deliver(resolved(a, 3, null));
        rig.deliver(resolved(a, 1, b));

        assertThat(names(get("?order=newest"))).containsExactly("b", "a");
        assertThat(get("").data().path("totalItems").asInt()).isEqualTo(2);
        assertThat(first("?order=newest").path("sharers").findValuesAsText("name"))
                .containsExactly("bob");
    }

    @Test
    void aPageThatNamesAnotherAddressThanBeforeJoinsThatOne() {
        rig.deliver(share("ada", 30, a), share("bob", 20, b), share("eve", 10, c));
        rig.deliver(resolved(a, 1, b));
        rig.deliver(resolved(a, 2, c));
        assertThat(names(get(""))).containsExactly("c", "b");
        assertThat(first("").path("sharers").findValuesAsText("name")).containsExactly("eve", "ada");
    }

    @Test
    void anAddressMayBeNamedBeforeAnyEntryHasIt() {
        rig.deliver(resolved(a, 1, b));
        rig.deliver(share("ada", 30, a), share("bob", 20, b));

        assertThat(names(get(""))).containsExactly("b");
        assertThat(first("").path("sharerCount").asInt()).isEqualTo(2);
        assertThat(first("").path("title").asText()).isEqualTo("Title of b");
    }

    @Test
    void whoHasOnlyOneOfThemHasTheStoryAndWhoHasNoneHasNothing() {
        var other = new Story();
        rig.deliver(share("ada", 30, a), other.shown(entry("bob", ago(Duration.ofMinutes(5)), b)));
        rig.deliver(resolved(a, 1, b));

        assertThat(names(get(""))).containsExactly("b");
        assertThat(first("").path("sharers").findValuesAsText("name")).containsExactly("ada");
        assertThat(names(rig.as(other.user).get("feed"))).containsExactly("b");
        assertThat(names(rig.as(UUID.randomUUID()).get("feed"))).isEmpty();
    }

    @Test
    void aStoryIsFoundBySourceAndDomainOfAnyOfItsArticles() {
        var far = Story.linkTo("https://www.elsewhere.test/" + UUID.randomUUID());
        var second = UUID.randomUUID();
        rig.deliver(
                share("ada", 30, a),
                Story.screened(
                        entry("bob", ago(Duration.ofMinutes(5)), far),
                        new Verdict(story.user, 0, List.of(second), null, List.of())));
        rig.deliver(resolved(far, 1, a));

        for (var query : List.of(
                "?source=" + second,
                "?source=" + story.subscription,
                "?domain=elsewhere.test",
                "?domain=" + a.domain(),
                "?source=" + second + "&domain=" + a.domain())) {
            assertThat(names(get(query))).as(query).containsExactly("a");
            assertThat(get(query).data().path("totalItems").asInt()).as(query).isEqualTo(1);
        }
        assertThat(first("").path("sources")).hasSize(2);
        assertThat(names(get("?domain=nothing.test"))).isEmpty();
    }

    @Test
    void aStoryIsHiddenOnlyIfNoShareOfAnyOfItsArticlesIsVisible() {
        var hiddenA = entry("ada", ago(Duration.ofMinutes(30)), a);
        var hiddenB = entry("bob", ago(Duration.ofMinutes(20)), b);
        rig.deliver(story.hidden(hiddenA, 1), story.hidden(hiddenB, 1));
        rig.deliver(resolved(a, 1, b));

        var hidden = rig.as(story.user).get("feed/hidden");
        assertThat(names(hidden)).containsExactly("b");
        assertThat(hidden.data().path("totalItems").asInt()).isEqualTo(1);
        assertThat(hidden.data().path("items").path(0).path("sharerCount").asInt())
                .isEqualTo(2);
        assertThat(hidden.data().path("items").path(0).path("sharers").findValuesAsText("name"))
                .containsExactly("bob", "ada");
        assertThat(hidden.data().path("items").path(0).path("rule").asText()).isEqualTo("domain:example.com");

        rig.deliver(story.shown(hiddenA, 2));
        assertThat(names(rig.as(story.user).get("feed/hidden"))).isEmpty();
        assertThat(names(get(""))).containsExactly("b");
        assertThat(first("").path("sharerCount").asInt()).isEqualTo(1);
    }

    @Test
    void unsubscribingAndDeletingTheAccountForgetTheStoryAsAnyArticle() throws SQLException {
        rig.deliver(share("ada", 30, a), share("bob", 20, b));
        rig.deliver(resolved(a, 1, b));
        rig.as(story.user).patch("articles/" + first("").path("id").asText(), Map.of("saved", true));
        rig.deliver(story.unsubscribed());
        assertThat(names(get(""))).isEmpty();
        assertThat(names(get("?state=saved"))).containsExactly("b");

        rig.deliver(new AccountDeleted(story.user, java.time.Instant.now()));
        assertThat(rig.rowsOf(story.user)).isZero();
    }
}
