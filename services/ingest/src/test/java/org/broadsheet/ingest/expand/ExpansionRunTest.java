package org.broadsheet.ingest.expand;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.broadsheet.links.WebUrl;
import org.broadsheet.links.fetch.Expansion;
import org.broadsheet.links.fetch.FailureKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ExpansionRunTest {
    private static final Expansion FOUND = new Expansion.Expanded(url("https://news.example/story"));
    private static final Duration AMPLE = Duration.ofSeconds(20);

    @Test
    void everyLinkIsLookedUp() {
        var links = Stream.concat(links("t.co", 30), links("bit.ly", 30)).toList();
        assertThat(new ExpansionRun(link -> FOUND, AMPLE).expand(links))
                .hasSize(60)
                .containsKeys(links.toArray(WebUrl[]::new));
    }

    @Test
    void aSlowShortenerTakesNoTimeFromAnother() {
        var never = new CountDownLatch(1);
        var links = Stream.concat(links("slow.example", 20), links("quick.example", 20))
                .toList();
        var run =
                new ExpansionRun(link -> link.host().startsWith("slow") ? held(never) : FOUND, Duration.ofMillis(300));
        assertThat(run.expand(links).keySet())
                .containsExactlyInAnyOrderElementsOf(links("quick.example", 20).toList());
    }

    @Test
    void aFewHostsAreAskedAtOnceAndEachOfThemOnce() {
        var hosts = ConcurrentHashMap.<String>newKeySet();
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        var run = new ExpansionRun(
                link -> {
                    assertThat(hosts.add(link.host()))
                            .as("alone at " + link.host())
                            .isTrue();
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    Thread.yield();
                    inside.decrementAndGet();
                    hosts.remove(link.host());
                    return FOUND;
                },
                AMPLE);
        var links = IntStream.range(0, 20)
                .boxed()
                .flatMap(i -> links(i + ".example", 10))
                .toList();
        assertThat(run.expand(links)).hasSize(200);
        assertThat(most.get()).isLessThanOrEqualTo(8);
    }

    @Test
    void aHostWhoseTurnItIsNotIsLeftForLater() {
        var asked = new AtomicInteger();
        var run = new ExpansionRun(
                link -> {
                    asked.incrementAndGet();
                    return new Expansion.Postponed();
                },
                AMPLE);
        assertThat(run.expand(links("t.co", 10).toList())).isEmpty();
        assertThat(asked).hasValue(1);
    }

    @Test
    void withoutTimeNobodyIsAsked() {
        var run = new ExpansionRun(
                link -> {
                    throw new AssertionError("asked");
                },
                Duration.ZERO);
        assertThat(run.expand(links("t.co", 3).toList())).isEmpty();
    }

    @Test
    void aFailureIsAResult() {
        var failure = new Expansion.NotExpanded(FailureKind.STATUS, "404");
        assertThat(new ExpansionRun(link -> failure, AMPLE).expand(Set.of(url("https://t.co/1"))))
                .containsValue(failure);
    }

    @Test
    void aFaultOfOursCostsNoOtherHostItsLinks() {
        var run = new ExpansionRun(
                link -> {
                    if (link.host().startsWith("fault")) {
                        throw new IllegalStateException("a fault");
                    }
                    return FOUND;
                },
                AMPLE);
        var links = Stream.concat(links("fault.example", 3), links("t.co", 3)).toList();
        assertThat(run.expand(links)).hasSize(3);
    }

    private static Expansion held(CountDownLatch until) {
        try {
            until.await();
            return FOUND;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Expansion.Postponed();
        }
    }

    private static Stream<WebUrl> links(String host, int count) {
        return IntStream.range(0, count).mapToObj(i -> url("https://" + host + "/" + i));
    }

    private static WebUrl url(String text) {
        return (WebUrl) WebUrl.parse(text);
    }
}
