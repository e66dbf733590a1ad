package org.broadsheet.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.broadsheet.chaos.load.Article;
import org.broadsheet.chaos.load.Profile;
import org.broadsheet.chaos.network.Said;
import org.broadsheet.chaos.source.Share;
import org.broadsheet.chaos.source.Story;
import org.junit.jupiter.api.Test;

/** Two sources, of which one carries a blocked site as well; what the checker says of feeds that are right and wrong. */
class FeedCheckTest {
    private static final String SHARED = "https://paper1.example/shared/1";
    private static final String OWN = "https://paper2.example/one/2";
    private static final String BLOCKED = "https://blocked.example/one/3";
    private static final List<Share> SHARES = List.of(
            share("one", story("one-0", SHARED)),
            share("one", story("one-1", OWN, BLOCKED)),
            share("one", story("one-2", BLOCKED + "only")),
            share("two", story("two-0", SHARED)));
    private static final String GONE = "https://paper3.example/timeline0/4";

    private static final Set<Said> TAKEN_BACK =
            Set.of(new Said("ada0", URI.create(GONE)), new Said("ada0", URI.create(SHARED)));

    private final Findings findings = new Findings();
    private final Profile reader = new Profile(0, InstantSource.system());

    private static Story story(String guid, String... links) {
        return new Story(guid, 2, List.of(links).stream().map(URI::create).toList(), Instant.EPOCH);
    }

    private static Share share(String by, Story story) {
        return new Share(by, story, story.published());
    }

    private static Article article(String url, long sharers, String... texts) {
        return new Article(new UUID(0, url.hashCode()), url, sharers, List.of(texts), false, false);
    }

    private static Article shared() {
        return article(SHARED, 2, "one: Edition 2 of one-0.", "two: Edition 2 of two-0.");
    }

    private static Article own() {
        return article(OWN, 1, "one: Edition 2 of one-1.");
    }

    private void check(List<Article> listed, List<String> hidden) {
        new FeedCheck(findings)
                .compare(reader, Expected.of(SHARES, TAKEN_BACK, Set.of("blocked.example")), listed, hidden);
    }

    private void onlyViolated(Invariant invariant, String words) {
        assertThat(findings.of(invariant)).singleElement().asString().contains(words);
        for (var other : Invariant.values()) {
            assertThat(findings.count(other)).isEqualTo(other == invariant ? 1 : 0);
        }
    }

    private static List<String> hidden() {
        return List.of(BLOCKED, BLOCKED + "only");
    }

    @Test
    void aFeedThatIsAsItMustBeViolatesNothing() {
        check(List.of(shared(), own()), hidden());
        assertThat(findings.allHold()).isTrue();
        assertThat(findings.looked(Invariant.I1)).isEqualTo(5);
    }

    @Test
    void aMissingArticleIsLost() {
        check(List.of(shared()), hidden());
        onlyViolated(Invariant.I1, "misses " + OWN);
    }

    @Test
    void aMissingSharerIsLost() {
        check(List.of(article(SHARED, 1, "one: Edition 2 of one-0.", "two: Edition 2 of two-0."), own()), hidden());
        onlyViolated(Invariant.I1, "1 sharers instead of 2");
    }

    @Test
    void anArticleMissingAmongTheHiddenIsLost() {
        check(List.of(shared(), own()), List.of(BLOCKED));
        onlyViolated(Invariant.I1, "among the hidden");
    }

    @Test
    void anArticleThatIsThereTwiceIsDoubled() {
        check(List.of(shared(), own(), own()), hidden());
        onlyViolated(Invariant.I2, "twice");
    }

    @Test
    void oneSharerTooManyIsDoubled() {
        check(List.of(shared(), article(OWN, 2, "one: Edition 2 of one-1.")), hidden());
        onlyViolated(Invariant.I2, "2 sharers instead of 1");
    }

    @Test
    void aBlockedArticleInTheFeedIsExcluded() {
        check(List.of(shared(), own(), article(BLOCKED, 1)), List.of(BLOCKED + "only"));
        onlyViolated(Invariant.I3, "blocked");
    }

    @Test
    void anArticleThatNobodyCarriesIsInvented() {
        check(List.of(shared(), own(), article("https://else.example/", 1)), hidden());
        onlyViolated(Invariant.I3, "no source");
    }

    @Test
    void anArticleThatNobodySharesAnyMoreWasTakenBack() {
        check(List.of(shared(), own(), article(GONE, 1, "ada0: Edition 1 of timeline0-7.")), hidden());
        onlyViolated(Invariant.I12, "taken back");
    }

    @Test
    void aSharerWhoTookItBackIsNotShownAnyMore() {
        check(
                List.of(
                        article(SHARED, 2, "one: Edition 2 of one-0.", "two: Edition 2 of two-0.", "ada0: Edition 1."),
                        own()),
                hidden());
        onlyViolated(Invariant.I12, "ada0");
    }

    @Test
    void aSharerWhoNeverSharedItIsInvented() {
        check(
                List.of(
                        article(SHARED, 2, "one: Edition 2 of one-0.", "two: Edition 2 of two-0.", "ben0: Edition 1."),
                        own()),
                hidden());
        onlyViolated(Invariant.I3, "ben0");
    }

    @Test
    void whoSharesTwiceIsShownWithWhatTheySaidFirst() {
        var first = new Share("ada0", story("timeline0-1", OWN), Instant.EPOCH.plusSeconds(1));
        var second = new Share("ada0", story("timeline0-2", OWN), Instant.EPOCH.plusSeconds(2));
        assertThat(Expected.of(List.of(second, first), Set.of(), Set.of()).visible())
                .isEqualTo(Map.of(OWN, Map.of("ada0", "Edition 2 of timeline0-1.")));
    }

    @Test
    void anOlderEditionIsNotWhatWasSaidLast() {
        check(List.of(shared(), article(OWN, 1, "one: Edition 1 of one-1.")), hidden());
        onlyViolated(Invariant.I3, "Edition 2 of one-1");
    }
}
