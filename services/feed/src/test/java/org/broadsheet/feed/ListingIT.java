package org.broadsheet.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.feed.Story.ago;
import static org.broadsheet.feed.Story.entry;
import static org.broadsheet.feed.Story.names;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.broadsheet.events.EntryScreened;
import org.broadsheet.events.Verdict;
import org.broadsheet.testing.ApiAnswer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListingIT {
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

    private EntryScreened share(String sharer, int minutesAgo, String name) {
        return story.shown(entry(sharer, ago(Duration.ofMinutes(minutesAgo)), story.link(name)));
    }

    private ApiAnswer get(String query) {
        return rig.as(story.user).get("feed" + query);
    }

    /** popular: two sharers; recent and old: one. */
    private void threeArticles() {
        rig.deliver(
                share("ada", 300, "old"),
                share("ada", 200, "popular"),
                share("bob", 100, "popular"),
                share("ada", 10, "recent"));
    }

    @Test
    void popularComesBySharersThenByLastShare() {
        threeArticles();
        assertThat(names(get(""))).containsExactly("popular", "recent", "old");
        assertThat(names(get("?order=popular"))).containsExactly("popular", "recent", "old");
    }

    @Test
    void whatWasRestoredFromABackupIsListedPageByPage() throws Exception {
        threeArticles();
        rig.restored();
        var first = get("?order=newest&size=2");
        assertThat(names(first)).containsExactly("recent", "popular");
        assertThat(names(get("?order=newest&size=2&cursor="
                        + first.data().path("next").asText())))
                .containsExactly("old");
    }

    @Test
    void newestComesByLastShare() {
        threeArticles();
        assertThat(names(get("?order=newest"))).containsExactly("recent", "popular", "old");
    }

    @Test
    void aWindowReachesBackByTheLastShareAndCountsOnlyWhatIsInIt() {
        rig.deliver(share("ada", 13 * 60, "a"), share("bob", 60, "a"), share("ada", 13 * 60, "b"));

        assertThat(names(get("?window=12h"))).containsExactly("a");
        var article = get("?window=12h").data().path("items").get(0);
        assertThat(article.path("sharerCount").asInt()).isEqualTo(1);
        assertThat(article.path("sharers").findValuesAsText("name")).containsExactly("bob");
        assertThat(names(get("?window=24h"))).containsExactly("a", "b");
        assertThat(names(get("?window=3h&minSharers=2"))).isEmpty();
        assertThat(names(get("?window=all&minSharers=2"))).containsExactly("a");
    }

    @Test
    void sourceAndDomainNarrowTheFeed() {
        var other = UUID.randomUUID();
        rig.deliver(
                share("ada", 30, "mine"),
                Story.screened(
                        entry("ada", ago(Duration.ofMinutes(20)), Story.linkTo("https://www.other.test/" + other)),
                        new Verdict(story.user, 0, List.of(other), null, List.of())));

        assertThat(names(get("?source=" + story.subscription))).containsExactly("mine");
        assertThat(names(get("?source=" + other))).containsExactly(other.toString());
        assertThat(names(get("?domain=OTHER.test"))).containsExactly(other.toString());
        assertThat(names(get("?domain=nothing.test"))).isEmpty();
        assertThat(names(get("?source=" + UUID.randomUUID()))).isEmpty();
    }

    @Test
    void statesSelectWhatWasReadAndSaved() {
        threeArticles();
        var reader = rig.as(story.user);
        var items = get("?order=newest").data().path("items");
        reader.patch("articles/" + items.get(0).path("id").asText(), Map.of("read", true));
        reader.patch("articles/" + items.get(2).path("id").asText(), Map.of("saved", true));

        assertThat(names(get("?state=unread"))).containsExactly("popular", "old");
        assertThat(names(get("?state=read"))).containsExactly("recent");
        assertThat(names(get("?state=saved"))).containsExactly("old");
        assertThat(get("?state=unread").data().path("totalItems").asInt()).isEqualTo(2);
    }

    @Test
    void pagesHaveTotalsAndThePageBeyondTheEndIsEmpty() {
        threeArticles();
        var first = get("?page=1&size=2").data();
        assertThat(first.path("totalItems").asInt()).isEqualTo(3);
        assertThat(first.path("totalPages").asInt()).isEqualTo(2);
        assertThat(first.path("next").asText()).isNotEmpty();

        assertThat(names(get("?page=2&size=2"))).containsExactly("old");
        assertThat(get("?page=2&size=2").data().path("next").isNull()).isTrue();

        var beyond = get("?page=7&size=2");
        assertThat(names(beyond)).isEmpty();
        assertThat(beyond.data().path("totalItems").asInt()).isEqualTo(3);
        assertThat(beyond.data().path("page").asInt()).isEqualTo(7);
        assertThat(beyond.data().path("next").isNull()).isTrue();
    }

    @Test
    void anEmptyFeedIsAnEmptyPage() {
        var data = get("").data();
        assertThat(data.path("items")).isEmpty();
        assertThat(data.path("totalItems").asInt()).isZero();
        assertThat(data.path("totalPages").asInt()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"popular", "newest"})
    void readingOnByCursorShowsEachArticleOfTheFirstMomentOnceWhileTheFeedGrows(String order) {
        rig.deliver(IntStream.range(0, 23)
                .mapToObj(i -> share("sharer" + i % 4, 100 + i, "article-" + i % 17))
                .toList());
        var first = get("?size=5&order=" + order);
        var seen = new ArrayList<>(names(first));
        assertThat(first.data().path("totalItems").asInt()).isEqualTo(17);

        int page = 1;
        for (var next = first.data().path("next"); !next.isNull(); ) {
            // A new article on top, and more people behind one that was seen and one that is to come.
            rig.deliver(
                    share("ada", 1, "new-" + page),
                    share("late" + page, 1, "article-16"),
                    share("late" + page, 1, "article-0"));
            var answer = get("?size=5&cursor=" + URLEncoder.encode(next.asText(), StandardCharsets.UTF_8));
            seen.addAll(names(answer));
            assertThat(answer.data().path("page").asInt()).isEqualTo(++page);
            next = answer.data().path("next");
        }

        assertThat(seen)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 17).mapToObj(i -> "article-" + i).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"popular", "newest"})
    void whatWasWrittenBeforeTheFirstPageAndCommittedAfterItMovesNothingWhileReadingOn(String order) throws Exception {
        rig.deliver(share("ada", 10, "first"), share("ada", 20, "second"), share("ada", 30, "third"));
        try (var unfinished = rig.unfinishedShare(story.user)) {
            var first = get("?size=2&order=" + order);
            assertThat(names(first)).containsExactly("first", "second");
            unfinished.commit();
            var cursor = first.data().path("next").asText();
            var rest = get("?size=2&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8));
            assertThat(names(rest)).containsExactly("third");
        }
        assertThat(names(get("?order=" + order))).containsExactly("third", "first", "second");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?page=0",
                "?page=-1",
                "?page=x",
                "?size=0",
                "?size=101",
                "?page=10001",
                "?order=best",
                "?window=1h",
                "?state=new",
                "?minSharers=0",
                "?source=not-an-id",
                "?domain=a%00b",
                "?cursor=AAAA",
                "?cursor=%F0%9F%98%80"
            })
    void whatCanNotBeAskedIsABadRequest(String query) {
        var answer = get(query);
        assertThat(answer.code()).as(answer.text()).isEqualTo(400);
        assertThat(answer.status()).isEqualTo("badRequest");
        assertThat(answer.message()).isNotBlank();
    }

    @Test
    void aCursorThatNamesATimeNoDatabaseHasIsRefused() {
        var text = "NEWEST,-1000000000-01-01T00:00:00Z,1:1:,2,1,2026-01-01T00:00:00Z," + UUID.randomUUID();
        var cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
        assertThat(get("?cursor=" + cursor).code()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1:2", "2:1:", "0:1:", "1:3:2;1", "1:3:3", "a:b:", "1:9999999999999999999:"})
    void aCursorThatNamesAMomentNoDatabaseHasIsRefused(String moment) {
        var text = "NEWEST,2026-01-01T00:00:00Z," + moment + ",2,1,2026-01-01T00:00:00Z," + UUID.randomUUID();
        var cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
        assertThat(get("?cursor=" + cursor).code()).isEqualTo(400);
    }

    @Test
    void ordersThatAreNotThereYetSaySo() {
        assertThat(get("?order=rising").code()).isEqualTo(501);
        assertThat(get("?order=rising").status()).isEqualTo("notImplemented");
    }

    @Test
    void nobodySeesTheFeedOfAnother() {
        threeArticles();
        var other = rig.as(UUID.randomUUID());
        assertThat(names(other.get("feed"))).isEmpty();
        assertThat(names(other.get("feed?source=" + story.subscription))).isEmpty();
        assertThat(names(other.get("feed/hidden"))).isEmpty();
    }

    @Test
    void whoIsNotSignedInGetsNothing() {
        var nobody = rig.as(story.user).with("Authorization", "Bearer nonsense");
        assertThat(nobody.get("feed").code()).isEqualTo(401);
        assertThat(nobody.get("feed").status()).isEqualTo("notAuthenticated");
        assertThat(nobody.get("feed/hidden").code()).isEqualTo(401);
        assertThat(nobody.post("feed/read", Map.of()).code()).isEqualTo(401);
    }
}
