package org.broadsheet.networks.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.broadsheet.testing.network.DoublePost;
import org.broadsheet.testing.network.TimelineFault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever the sizes of pages are and whatever happens between two of them, no post of the window is missed and none is
 * given twice in one version.
 */
class CatchupPropertyTest {
    private static final int LIVES = 30;

    @ParameterizedTest
    @ValueSource(strings = {"mastodon", "other", "bluesky", "x"})
    void noPostIsEverMissedOrGivenTwice(String kind) {
        for (int seed = 1; seed <= LIVES; seed++) {
            new Life(kind, seed).live();
        }
    }

    /** One timeline, from its first post on. */
    private static final class Life {
        private final String kind;
        private final Random random;
        private final Follower reader;
        private final String name;
        private final List<DoublePost> alive = new ArrayList<>();
        private final List<TimelineFault> faults = new ArrayList<>();

        Life(String kind, int seed) {
            this.kind = kind;
            this.name = kind + ", seed " + seed;
            this.random = new Random(seed);
            this.reader = Follower.of(kind);
            reader.page = 1 + random.nextInt(40);
            if (random.nextInt(3) == 0) {
                reader.timeline.misbehave(random.nextBoolean() ? TimelineFault.DUPLICATES : TimelineFault.SHORT_PAGES);
            }
        }

        void live() {
            grow(random.nextInt(80));
            reader.pull();
            if (kind.equals("mastodon") && random.nextInt(3) == 0) {
                // Upwards, a pull may end anywhere.
                reader.limits = new CatchupLimits(Follower.WINDOW, 15 + random.nextInt(50), 0, Climb.LOOK_BACK);
            }
            for (int pull = 0; pull < 12; pull++) {
                reader.meanwhile = () -> grow(random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 0);
                pullPerhapsInterrupted(pull % 3 == 1 && random.nextBoolean());
                grow(random.nextInt(5) == 0 ? random.nextInt(120) : random.nextInt(12));
                if (!kind.equals("x") && random.nextBoolean()) {
                    arriveLate();
                }
                deleteSome();
            }
            reader.meanwhile = () -> {};
            for (int quiet = 0; quiet < 100 && !reader.pull().isComplete(); quiet++) {
                assertThat(quiet).as(name).isLessThan(99);
            }
            var missed = new ArrayList<>(alive.stream().map(DoublePost::id).toList());
            missed.removeAll(reader.ids());
            assertThat(missed).as(name).isEmpty();
            var versions = new HashSet<String>();
            for (var post : reader.given) {
                assertThat(versions.add(post.id() + " " + post.version()))
                        .as("%s: %s is given once", name, post.id())
                        .isTrue();
            }
        }

        /** The network has enough after the first page, and takes questions again at the next pull. */
        private void pullPerhapsInterrupted(boolean interrupted) {
            if (interrupted) {
                reader.meanwhile = () -> misbehave(List.of(TimelineFault.RATE_LIMITED));
            }
            reader.pull();
            misbehave(faults);
        }

        private void misbehave(List<TimelineFault> how) {
            reader.timeline.misbehave(how.toArray(TimelineFault[]::new));
        }

        private void grow(int posts) {
            for (int i = 0; i < posts; i++) {
                reader.clock.advance(Duration.ofSeconds(1 + random.nextInt(90)));
                int what = random.nextInt(10);
                if (what == 0 && !alive.isEmpty()) {
                    // Of a post that stays: what is reposted and gone takes the repost with it.
                    alive.add(reader.timeline.repost("ann", alive.getFirst()));
                } else if (what == 1 && !alive.isEmpty()) {
                    alive.add(reader.timeline.quote("ann", alive.getFirst(), "quote"));
                } else {
                    alive.add(reader.timeline.post("ann", "post", null));
                }
                if (what == 2 && !kind.equals("x")) {
                    reader.timeline.edit(alive.getLast(), "edited", null);
                }
            }
        }

        /** A post whose place is not far below the newest. */
        private void arriveLate() {
            if (alive.size() > 15) {
                var above = alive.get(alive.size() - 1 - random.nextInt(8));
                alive.add(
                        alive.size() - 1,
                        reader.timeline.backdated("ann", "late", above.at().minusMillis(1)));
            }
        }

        /** Not while pages are read where a page is named by a post that must be there. */
        private void deleteSome() {
            for (int i = random.nextInt(4); i > 0 && alive.size() > 2; i--) {
                int place = 1 + random.nextInt(alive.size() - 1);
                int late = Math.max(1, alive.size() - 1 - random.nextInt(5));
                reader.timeline.delete(alive.remove(random.nextBoolean() ? place : late));
            }
        }
    }
}
