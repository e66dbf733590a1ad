package org.broadsheet.links.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.broadsheet.links.WebUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LinkExpanderTest {
    private static final String TARGET = "https://news.example/story?id=1";

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (var each : open.reversed()) {
            each.close();
        }
    }

    @Test
    void aRedirectIsFoundByHeadAndItsTargetLeftAlone() throws Exception {
        var target = serve((request, out) -> write(out, LoopbackServer.ok("", "x")));
        var server = serve((request, out) -> write(out, redirect(target.url("/story") + "#part")));
        assertThat(expand(server)).isEqualTo(new Expansion.Expanded(url(target.url("/story"))));
        assertThat(server.requests()).singleElement().asString().startsWith("HEAD /s HTTP/1.1");
        assertThat(target.connections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 403, 404, 405, 501, 0})
    void aGetFollowsAHeadThatIsRefused(int status) throws Exception {
        var server = serve((request, out) -> {
            if (request.startsWith("GET ")) {
                write(out, redirect(TARGET));
            } else if (status > 0) {
                write(out, "HTTP/1.1 " + status + " X\r\nContent-Length: 0\r\n\r\n");
            }
        });
        assertThat(expand(server)).isEqualTo(new Expansion.Expanded(url(TARGET)));
    }

    @ParameterizedTest
    @ValueSource(ints = {410, 429, 503})
    void whatAGetWouldHearTooIsNotAskedAgain(int status) throws Exception {
        var server = serve((request, out) -> write(out, "HTTP/1.1 " + status + " X\r\nContent-Length: 0\r\n\r\n"));
        assertFailure(expand(server), FailureKind.STATUS);
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><head><meta http-equiv=\"Refresh\" content=\"0; URL='https://news.example/story?id=1'\">",
                "<p>Leaving<a data-tracking-control-name=external_url_click href=https://news.example/story?id=1>go</a>"
            })
    void aPageThatSendsOnIsARedirect(String html) throws Exception {
        var server = serve((request, out) -> write(out, LoopbackServer.ok("Content-Type: text/html\r\n", html)));
        assertThat(expand(server)).isEqualTo(new Expansion.Expanded(url(TARGET)));
    }

    @Test
    void aPageThatSendsNowhereIsAFailure() throws Exception {
        var server = serve((request, out) -> write(out, LoopbackServer.ok("", "<a href=https://a.example/>x</a>")));
        assertFailure(expand(server), FailureKind.STATUS);
    }

    @Test
    void oneShortenerMayLeadToAnother() throws Exception {
        var second = serve((request, out) -> write(out, redirect(TARGET)));
        var first = serve((request, out) -> write(out, redirect(second.url("/t"))));
        var expander = expander(
                Shorteners.standard().and("127.0.0.1:%d, 127.0.0.1:%d".formatted(first.port(), second.port())));
        assertThat(expander.expand(url(first.url("/s")))).isEqualTo(new Expansion.Expanded(url(TARGET)));
    }

    @Test
    void aHostThatIsNotListedIsNeverAsked() throws Exception {
        var server = serve((request, out) -> write(out, redirect(TARGET)));
        var link = url(server.url("/s"));
        assertThat(expander(Shorteners.standard()).expand(link)).isEqualTo(new Expansion.Expanded(link));
        assertThat(server.connections()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"4, true", "5, false"})
    void fiveHopsAreFollowed(int further, boolean arrives) throws Exception {
        var hops = new AtomicInteger();
        var server = serve(
                (request, out) -> write(out, redirect(hops.incrementAndGet() > further ? TARGET : "/" + hops.get())));
        var result = expand(server);
        if (arrives) {
            assertThat(result).isEqualTo(new Expansion.Expanded(url(TARGET)));
        } else {
            assertFailure(result, FailureKind.TOO_MANY_REDIRECTS);
        }
    }

    @Test
    void aCircleEnds() throws Exception {
        assertFailure(expand(serve((request, out) -> write(out, redirect("/s")))), FailureKind.TOO_MANY_REDIRECTS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.5/x",
                "http://169.254.169.254/latest/",
                "http://[::1]/x",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "http://user@news.example/"
            })
    void aTargetThatNobodyMayOpenIsNoTarget(String target) throws Exception {
        assertFailure(expand(serve((request, out) -> write(out, redirect(target)))), FailureKind.BLOCKED);
    }

    @Test
    void theGuardJudgesTheAddressesOfAShortener() throws Exception {
        var server = serve((request, out) -> write(out, redirect(TARGET)));
        var expander = open(new LinkExpander(
                new AddressGuard(FetchAllow.none()),
                Shorteners.standard(),
                HostTurns.UNLIMITED,
                "test",
                budget(),
                InstantSource.system(),
                host -> AddressGuardTest.addresses("127.0.0.1"),
                null));
        assertFailure(expander.expand(url("http://bit.ly/x")), FailureKind.BLOCKED);
        assertThat(server.connections()).isZero();
    }

    @Test
    void aSilentShortenerEndsInTimeAndIsRemembered() throws Exception {
        var never = new CountDownLatch(1);
        open(never::countDown);
        var server = serve((request, out) -> hold(never));
        var unanswered = new AtomicInteger();
        var closed = new AtomicInteger();
        var expander = expander(listing(server), counting(unanswered, closed));
        long before = System.nanoTime();
        assertFailure(expander.expand(url(server.url("/s"))), FailureKind.TIMED_OUT);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        assertThat(unanswered).hasValue(1);
        assertThat(closed).hasValue(1);
    }

    @Test
    void aPageWithoutEndIsCutOff() throws Exception {
        var server = serve((request, out) -> {
            if (request.startsWith("HEAD ")) {
                write(out, LoopbackServer.ok("", ""));
                return;
            }
            write(out, "HTTP/1.1 200 OK\r\n\r\n");
            for (int i = 0; i < 1_000; i++) {
                write(out, "x".repeat(1_000));
            }
        });
        assertFailure(expand(server), FailureKind.TOO_LARGE);
    }

    @Test
    void withoutATurnNothingIsAskedAndNothingKnown() throws Exception {
        var server = serve((request, out) -> write(out, redirect(TARGET)));
        var expander = expander(listing(server), (url, patience) -> Optional.empty());
        assertThat(expander.expand(url(server.url("/s")))).isEqualTo(new Expansion.Postponed());
        assertThat(server.connections()).isZero();
    }

    @Test
    void anInterruptedExpansionSaysNothingOfTheLink() throws Exception {
        var never = new CountDownLatch(1);
        open(never::countDown);
        var asked = new CountDownLatch(1);
        var server = serve((request, out) -> {
            asked.countDown();
            hold(never);
        });
        var unanswered = new AtomicInteger();
        var expander = expander(listing(server), counting(unanswered, new AtomicInteger()));
        var result = new ArrayList<Expansion>();
        var thread = Thread.ofVirtual().start(() -> result.add(expander.expand(url(server.url("/s")))));
        asked.await();
        thread.interrupt();
        thread.join();
        assertThat(result).containsExactly(new Expansion.Postponed());
        assertThat(unanswered).hasValue(0);
    }

    private Expansion expand(LoopbackServer server) {
        return expander(listing(server)).expand(url(server.url("/s")));
    }

    private static Shorteners listing(LoopbackServer server) {
        return Shorteners.standard().and("127.0.0.1:" + server.port());
    }

    private LinkExpander expander(Shorteners shorteners) {
        return expander(shorteners, HostTurns.UNLIMITED);
    }

    private LinkExpander expander(Shorteners shorteners, HostTurns turns) {
        return open(new LinkExpander(
                new AddressGuard(FetchAllow.parse("127.0.0.1")),
                shorteners,
                turns,
                "test",
                budget(),
                InstantSource.system(),
                host -> AddressGuardTest.addresses(host),
                null));
    }

    private static FetchBudget budget() {
        return new FetchBudget(
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofMillis(500),
                Duration.ofSeconds(2),
                256 << 10,
                256 << 10,
                100,
                32 << 10,
                5,
                4);
    }

    private static HostTurns counting(AtomicInteger unanswered, AtomicInteger closed) {
        return (url, patience) -> Optional.of(new HostTurns.Turn() {
            @Override
            public void unanswered() {
                unanswered.incrementAndGet();
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        });
    }

    private LoopbackServer serve(LoopbackServer.Handler handler) throws IOException {
        return open(new LoopbackServer(handler));
    }

    private <T extends AutoCloseable> T open(T resource) {
        open.add(resource);
        return resource;
    }

    private static void assertFailure(Expansion result, FailureKind kind) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        Expansion.NotExpanded.class,
                        failed -> assertThat(failed.kind()).as(failed.detail()).isEqualTo(kind));
    }

    private static void hold(CountDownLatch until) {
        try {
            until.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static WebUrl url(String text) {
        return (WebUrl) WebUrl.parse(text);
    }

    private static String redirect(String location) {
        return "HTTP/1.1 301 Moved\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n";
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(ISO_8859_1));
        out.flush();
    }
}
