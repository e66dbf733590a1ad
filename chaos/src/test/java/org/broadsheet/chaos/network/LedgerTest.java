package org.broadsheet.chaos.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.broadsheet.chaos.source.Share;
import org.broadsheet.chaos.source.Story;
import org.broadsheet.testing.SettableClock;
import org.broadsheet.testing.network.DoublePost;
import org.broadsheet.testing.network.DoubleTimeline;
import org.broadsheet.testing.network.MastodonTimelines;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final URI LINK = URI.create("https://paper1.example/timeline0/1");
    private static final URI OTHER = URI.create("https://paper2.example/timeline0/2");

    private final SettableClock clock = SettableClock.at("2026-11-21T10:00:00Z");
    private final DoubleTimeline timeline = MastodonTimelines.mastodon(clock).timeline();
    private final Ledger ledger = new Ledger();

    private DoublePost post(String by, URI link) {
        var story = new Story("timeline0-" + ledger.posts(), 1, List.of(link), clock.instant());
        var post = timeline.post(by, story.text(), link.toString());
        ledger.posted(post, story);
        return post;
    }

    @Test
    void aRepostSaysWhatItsPostSaysByAnother() {
        var post = post("ada0", LINK);
        ledger.reposted(timeline.repost("ben0", post));
        ledger.edited(post, ledger.story(post).edited(List.of(LINK)));
        assertThat(ledger.shares()).extracting(Share::by).containsExactly("ada0", "ben0");
        assertThat(ledger.shares()).extracting(share -> share.story().text()).containsOnly("Edition 2 of timeline0-0.");
        assertThat(ledger.gone()).isEmpty();
    }

    @Test
    void aPostThatIsTakenBackTakesItsRepostsWithIt() {
        var post = post("ada0", LINK);
        ledger.reposted(timeline.repost("ben0", post));
        post("cleo0", OTHER);
        ledger.takenBack(post);
        assertThat(ledger.shares()).extracting(Share::by).containsExactly("cleo0");
        assertThat(ledger.gone()).containsExactlyInAnyOrder(new Said("ada0", LINK), new Said("ben0", LINK));
    }

    @Test
    void aRepostThatIsTakenBackLeavesItsPost() {
        var post = post("ada0", LINK);
        var repost = timeline.repost("ben0", post);
        ledger.reposted(repost);
        ledger.takenBack(repost);
        assertThat(ledger.shares()).extracting(Share::by).containsExactly("ada0");
        assertThat(ledger.gone()).containsExactly(new Said("ben0", LINK));
    }

    @Test
    void whatTheSameAccountSharesOnceMoreIsNotGone() {
        var post = post("ada0", LINK);
        post("ada0", LINK);
        ledger.takenBack(post);
        assertThat(ledger.gone()).isEmpty();
        assertThat(ledger.links()).containsExactly(LINK);
    }

    @Test
    void anEditThatLeadsElsewhereTakesTheFirstLinkBack() {
        var post = post("ada0", LINK);
        ledger.edited(post, new Story("timeline0-0", 2, List.of(OTHER), Instant.EPOCH));
        assertThat(ledger.gone()).containsExactly(new Said("ada0", LINK));
        assertThat(ledger.links()).containsExactlyInAnyOrder(LINK, OTHER);
    }
}
