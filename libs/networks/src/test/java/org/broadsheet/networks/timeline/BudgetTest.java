package org.broadsheet.networks.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.broadsheet.links.fetch.ApiResult;
import org.broadsheet.testing.ReceivedRequest;
import org.broadsheet.testing.SettableClock;
import org.broadsheet.testing.network.TimelineFault;
import org.broadsheet.testing.network.XTimelines;
import org.junit.jupiter.api.Test;

/** X, where every post costs. */
class BudgetTest {
    @Test
    void whatIsKnownIsNotPaidForAgain() {
        var reader = Follower.of("x");
        reader.post(50);
        reader.pull();
        reader.post(10);
        reader.pull();
        reader.pull();
        assertThat(reader.timeline.served()).isEqualTo(60);
    }

    @Test
    void anEditAtXIsTheSamePostInAnotherVersion() {
        var clock = SettableClock.at("2026-11-21T08:00:00Z");
        var x = XTimelines.x(clock);
        x.timeline().follow("ann");
        var edited = x.edit(x.timeline().post("ann", "first", null), "second");
        var request = new ReceivedRequest("GET", "/?max_results=5", Map.of(), "");
        var answer = x.answer(request);
        var page = XTimeline.home(Follower.API, "1", XNames.TWEET)
                .read(new ApiResult.Answered(200, answer.headers(), answer.body()), clock.instant());
        assertThat(page)
                .isInstanceOfSatisfying(
                        PageResult.Page.class,
                        read -> assertThat(read.readable()).singleElement().satisfies(post -> {
                            assertThat(post.id()).isNotEqualTo(edited.id());
                            assertThat(post.version()).isEqualTo(edited.id());
                            assertThat(post.text()).isEqualTo("second");
                        }));
    }

    @Test
    void noPostOfXIsAskedForThatTheBudgetDoesNotAllow() {
        var reader = Follower.of("x");
        reader.post(50);
        reader.pull();
        reader.given.clear();
        reader.post(600);
        int before = reader.timeline.served();
        reader.asked.clear();
        reader.limits = CatchupLimits.paid(Follower.WINDOW, 390);

        var pulled = reader.pull();
        assertThat(pulled.spent())
                .isLessThanOrEqualTo(390)
                .isEqualTo(pulled.posts().size());
        assertThat(pulled.isComplete()).isFalse();
        assertThat(reader.timeline.served() - before).isEqualTo(pulled.spent());
        assertThat(reader.asked)
                .extracting(query -> query.get("max_results"))
                .as("a post may refer to two others, and each costs")
                .startsWith("100", "96", "64");
    }

    @Test
    void whatTheBudgetLeftOutIsReadWhenThereIsOneAgainTheNewestFirst() {
        var reader = Follower.of("x");
        reader.post(50);
        reader.pull();
        reader.given.clear();
        reader.post(300);
        reader.limits = CatchupLimits.paid(Follower.WINDOW, 120);
        reader.pull();
        reader.post(10);
        var second = reader.pull();
        assertThat(second.posts().getFirst().sharedAt()).isEqualTo(reader.clock.instant());
        assertThat(second.posts()).hasSizeLessThanOrEqualTo(120).hasSizeGreaterThan(100);
        assertThat(second.isComplete()).isFalse();
        var third = reader.pull();
        assertThat(third.isComplete()).isTrue();
        assertThat(reader.ids()).hasSize(310).doesNotHaveDuplicates();
    }

    @Test
    void withoutABudgetNothingIsAsked() {
        var reader = Follower.of("x");
        reader.post(5);
        reader.limits = CatchupLimits.paid(Follower.WINDOW, 0);
        assertThat(reader.pull().posts()).isEmpty();
        assertThat(reader.asked).isEmpty();
        assertThat(reader.cursor).isNull();
    }

    @Test
    void whereNothingIsPaidForAnyMoreThePullSaysSo() {
        var reader = Follower.of("x");
        reader.timeline.misbehave(TimelineFault.SPENT);
        assertThat(reader.pull().stoppedBy()).isEqualTo(new PageResult.Spent());
    }

    @Test
    void aTimelineOfQuotesAndAnswersNeverCostsMoreThanTheBudget() {
        var reader = Follower.of("x");
        for (int i = 0; i < 80; i++) {
            reader.clock.advance(Duration.ofMinutes(1));
            reader.timeline.quote("ann", reader.timeline.post("stranger", "old", null), "see");
        }
        reader.limits = CatchupLimits.paid(Follower.WINDOW, 50);
        var pulled = reader.pull();
        assertThat(pulled.spent()).isLessThanOrEqualTo(50).isGreaterThan(40);
        assertThat(pulled.posts()).hasSize(pulled.spent() / 2);
    }

    @Test
    void postsThatOthersReferToCountAgainstTheBudget() {
        var reader = Follower.of("x");
        var old = reader.timeline.post("ann", "old", null);
        reader.pull();
        for (int i = 0; i < 10; i++) {
            reader.clock.advance(Duration.ofMinutes(1));
            reader.timeline.quote("ann", old, "see");
        }
        assertThat(reader.pull().spent()).isEqualTo(11);
    }

    @Test
    void aLimitInTheMiddleLeavesAGapThatIsFilledAndNothingIsPaidForTwice() {
        var reader = Follower.of("x");
        reader.post(50);
        reader.pull();
        reader.given.clear();
        reader.post(250);
        int before = reader.timeline.served();
        reader.meanwhile = () -> reader.timeline.misbehave(TimelineFault.RATE_LIMITED);
        assertThat(reader.pull().posts()).hasSize(100);
        reader.meanwhile = () -> {};
        reader.timeline.misbehave();
        assertThat(reader.pull().isComplete()).isTrue();
        assertThat(reader.ids()).hasSize(250).doesNotHaveDuplicates();
        assertThat(reader.timeline.served() - before).isEqualTo(250);
    }

    @Test
    void ofTwoGapsTheNewerOneStaysAndThePullSaysThatItIsNotComplete() {
        var reader = Follower.of("x");
        reader.post(50);
        reader.pull();
        reader.given.clear();
        reader.limits = CatchupLimits.paid(Follower.WINDOW, 100);
        reader.post(300);
        int first = reader.pull().posts().size();
        reader.post(150);
        assertThat(reader.pull().isComplete()).isFalse();
        reader.limits = CatchupLimits.paid(Follower.WINDOW, 1_000);
        assertThat(reader.pull().isComplete()).isTrue();
        // The newest of the first 300, and all that came after.
        assertThat(reader.ids()).hasSize(first + 150).doesNotHaveDuplicates();
    }
}
