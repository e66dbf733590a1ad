package org.broadsheet.links.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class GuardedFetcherTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final String AGENT = "Broadsheet/0.1 (+https://broadsheet.example/bot)";
    private static final FetchBudget BUDGET = FetchBudget.standard()
            .withTimes(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMillis(700), Duration.ofMillis(1_500));

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (var each : open.reversed()) {
            each.close();
        }
    }

    @Test
    void bringsTheBodyWithItsValidatorsAndHints() throws Exception {
        var server = serve(LoopbackServer.ok(
                "ETag: W/\"a b\"\r\nLast-Modified: Sat, 21 Nov 2026 10:00:00 GMT\r\nContent-Type: text/xml\r\n"
                        + "Cache-Control: public, max-age=600\r\nExpires: Sat, 21 Nov 2026 13:00:00 GMT\r\n",
                "<rss/>"));
        var fetched = (FetchResult.Fetched) get(server, "/feed?x=1#part");
        assertThat(new String(fetched.body(), UTF_8)).isEqualTo("<rss/>");
        assertThat(fetched.contentType()).isEqualTo("text/xml");
        assertThat(fetched.validators()).isEqualTo(new Validators("W/\"a b\"", "Sat, 21 Nov 2026 10:00:00 GMT"));
        assertThat(fetched.hints())
                .isEqualTo(new CacheHints(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ZERO));
        assertThat(fetched.finalUri()).isEqualTo(URI.create(server.url("/feed?x=1")));
        assertThat(fetched.movedTo()).isNull();
    }

    @Test
    void saysWhoAsksAndNothingElse() throws Exception {
        var server = serve(LoopbackServer.ok("Set-Cookie: a=b\r\n", ""));
        var fetcher = fetcher(server);
        fetcher.fetch(FetchRequest.of(URI.create(server.url("/"))));
        fetcher.fetch(FetchRequest.of(URI.create(server.url("/"))));
        assertThat(server.requests().getLast())
                .contains("User-Agent: " + AGENT, "Accept-Encoding: gzip, deflate", "Host: 127.0.0.1:" + server.port())
                .doesNotContainIgnoringCase("cookie")
                .doesNotContainIgnoringCase("referer")
                .doesNotContainIgnoringCase("upgrade");
    }

    @Test
    void sendsValidatorsByteForByteAndKeepsThemWhenA304LeavesThemOut() throws Exception {
        var server = serve("HTTP/1.1 304 Not Modified\r\nCache-Control: max-age=60\r\n\r\n");
        var validators = new Validators("\"caf\u00e9 \"", "yesterday, about noon");
        var result = fetcher(server)
                .fetch(FetchRequest.of(URI.create(server.url("/"))).withValidators(validators));
        assertThat(server.requests().getFirst())
                .contains("If-None-Match: \"caf\u00e9 \"\r\n", "If-Modified-Since: yesterday, about noon\r\n");
        assertThat(result)
                .isEqualTo(new FetchResult.NotModified(
                        validators, new CacheHints(Duration.ofMinutes(1), Duration.ZERO, Duration.ZERO)));
    }

    @Test
    void a304NobodyAskedForIsNoAnswer() throws Exception {
        assertFailure(get(serve("HTTP/1.1 304 Not Modified\r\n\r\n"), "/"), FailureKind.UNREADABLE);
    }

    @ParameterizedTest
    @CsvSource({
        "Retry-After: 120, PT2M",
        "Retry-After: 999999999999, PT24H",
        "Retry-After: -1, PT0S",
        "'Retry-After: Sat, 21 Nov 2026 12:30:00 GMT', PT30M",
        "'Retry-After: Sat, 21 Nov 2099 12:30:00 GMT', PT24H",
        "X-Nothing: 1, PT0S"
    })
    void keepsRetryAfterWithinADay(String header, Duration expected) throws Exception {
        assertThat(get(serve("HTTP/1.1 429 Slow Down\r\n" + header + "\r\nContent-Length: 0\r\n\r\n"), "/"))
                .isEqualTo(new FetchResult.RateLimited(429, expected));
    }

    @ParameterizedTest
    @CsvSource({
        "404, 'The server answered with HTTP 404 (not found).'",
        "401, 'The server answered with HTTP 401 (sign-in required).'",
        "503, 'The server answered with HTTP 503 (service unavailable).'",
        "599, 'The server answered with HTTP 599.'"
    })
    void namesTheStatusInWords(int status, String reason) throws Exception {
        var failed = (FetchResult.Failed) get(serve("HTTP/1.1 " + status + " X\r\nContent-Length: 0\r\n\r\n"), "/");
        assertThat(failed.reason()).isEqualTo(reason);
        assertThat(failed.status()).isEqualTo(status);
    }

    @Test
    void goneIsGone() throws Exception {
        assertThat(get(serve("HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n"), "/"))
                .isEqualTo(new FetchResult.Gone());
    }

    @Test
    void followsRedirectsAndTellsPermanentOnes() throws Exception {
        var server = open(new LoopbackServer((request, out) -> write(
                out,
                request.startsWith("GET /end ")
                        ? LoopbackServer.ok("", "x")
                        : redirect(request.startsWith("GET /old ") ? 301 : 302, "/end"))));
        var fetcher = fetcher(server);
        var moved = (FetchResult.Fetched) fetcher.fetch(FetchRequest.of(URI.create(server.url("/old"))));
        var lent = (FetchResult.Fetched) fetcher.fetch(FetchRequest.of(URI.create(server.url("/lent"))));
        assertThat(moved.movedTo()).isEqualTo(URI.create(server.url("/end")));
        assertThat(lent.movedTo()).isNull();
        assertThat(lent.finalUri()).isEqualTo(URI.create(server.url("/end")));
    }

    @Test
    void stopsAtTheSixthRedirect() throws Exception {
        var count = new AtomicInteger();
        var server = open(new LoopbackServer(
                (request, out) -> write(out, redirect(302, "/again?n=" + count.incrementAndGet()))));
        assertFailure(get(server, "/"), FailureKind.TOO_MANY_REDIRECTS);
        assertThat(server.connections()).isEqualTo(6);
    }

    @Test
    void stopsACircle() throws Exception {
        var server = open(new LoopbackServer(
                (request, out) -> write(out, redirect(301, request.startsWith("GET /a ") ? "/b" : "/a"))));
        assertFailure(get(server, "/a"), FailureKind.TOO_MANY_REDIRECTS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.5/",
                "http://127.0.0.1:%d/",
                "//[::1]:%d/",
                "file:///etc/passwd",
                "gopher://127.0.0.1:%d/",
                "http://user@127.0.0.1:%d/",
                "http://2130706433:%d/"
            })
    void aRedirectToAPrivateAddressIsNotFollowed(String target) throws Exception {
        var sink = serve(LoopbackServer.ok("", "secret"));
        var server = serve(redirect(302, target.replace("%d", String.valueOf(sink.port()))));
        var failed = (FetchResult.Failed) get(server, "/");
        assertThat(failed.kind()).isEqualTo(FailureKind.BLOCKED);
        assertThat(failed.reason()).isEqualTo("The address could not be reached.");
        assertThat(sink.connections()).isZero();
    }

    @Test
    void credentialsNeverCrossOrigins() throws Exception {
        var stranger = serve(LoopbackServer.ok("", "x"));
        var server = open(new LoopbackServer((request, out) ->
                write(out, redirect(302, request.startsWith("GET /own ") ? stranger.url("/theirs") : "/own"))));
        var fetcher = open(new GuardedFetcher(
                new AddressGuard(FetchAllow.parse("127.0.0.1")), BUDGET, AGENT, InstantSource.fixed(NOW)));
        fetcher.fetch(FetchRequest.of(URI.create(server.url("/"))).withAuthorization("Bearer secret"));
        assertThat(server.requests()).hasSize(2).allMatch(request -> request.contains("Authorization: Bearer secret"));
        assertThat(stranger.requests()).hasSize(1).noneMatch(request -> request.contains("secret"));
    }

    @Test
    void blockedRefusedAndTimedOutLookTheSame() throws Exception {
        var silent = open(new LoopbackServer((request, out) -> awaitEnd()));
        int closedPort;
        try (var closing = LoopbackServer.answering("")) {
            closedPort = closing.port();
        }
        var fetcher = open(new GuardedFetcher(
                new AddressGuard(FetchAllow.parse("127.0.0.1")), BUDGET, AGENT, InstantSource.fixed(NOW)));
        var blocked = (FetchResult.Failed) fetcher.fetch(FetchRequest.of(URI.create("http://10.0.0.1/")));
        var refused =
                (FetchResult.Failed) fetcher.fetch(FetchRequest.of(URI.create("http://127.0.0.1:" + closedPort + "/")));
        var late = (FetchResult.Failed) fetcher.fetch(FetchRequest.of(URI.create(silent.url("/"))));
        assertThat(List.of(blocked.kind(), refused.kind(), late.kind()))
                .containsExactly(FailureKind.BLOCKED, FailureKind.UNREACHABLE, FailureKind.TIMED_OUT);
        assertThat(List.of(blocked.reason(), refused.reason(), late.reason()))
                .containsOnly("The address could not be reached.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n", "HTTP/1.1 200 OK\r\nX: "})
    void aDrippingAnswerEndsByTheTotalBudget(String start) throws Exception {
        var server = open(new LoopbackServer((request, out) -> {
            write(out, start);
            drip(out);
        }));
        long before = System.nanoTime();
        assertFailure(get(server, "/"), FailureKind.TIMED_OUT);
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isBetween(Duration.ofMillis(1_400), Duration.ofSeconds(4));
    }

    @Test
    void inflatesGzipAndBothKindsOfDeflate() throws Exception {
        String text = "feed ".repeat(1_000);
        assertThat(body(get(serve("gzip", gzip(text.getBytes(UTF_8))), "/"))).isEqualTo(text);
        assertThat(body(get(serve("x-GZIP", gzip(text.getBytes(UTF_8))), "/"))).isEqualTo(text);
        assertThat(body(get(serve("deflate", zlib(text.getBytes(UTF_8))), "/"))).isEqualTo(text);
        byte[] zlib = zlib(text.getBytes(UTF_8));
        byte[] bare = Arrays.copyOfRange(zlib, 2, zlib.length - 4);
        assertThat(body(get(serve("deflate", bare), "/"))).isEqualTo(text);
    }

    @Test
    void stopsABomb() throws Exception {
        assertFailure(get(serve("gzip", gzip(new byte[200 << 20])), "/"), FailureKind.TOO_LARGE);
    }

    @Test
    void stopsABodyThatIsTooLargeWhenInflatedOrOnTheWire() throws Exception {
        var small = new FetchBudget(
                BUDGET.lookup(), BUDGET.connect(), BUDGET.firstByte(), BUDGET.total(), 1_000, 2_000, 100, 32_768, 5, 4);
        var plain = serve(LoopbackServer.ok("", "x".repeat(1_001)));
        var inflated = serve("gzip", gzip(new byte[2_001]));
        assertFailure(fetcher(plain, small).fetch(FetchRequest.of(URI.create(plain.url("/")))), FailureKind.TOO_LARGE);
        assertFailure(
                fetcher(inflated, small).fetch(FetchRequest.of(URI.create(inflated.url("/")))), FailureKind.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "gzip, gzip", "zstd"})
    void takesOneCodingAtMostAndOnlyThoseItAskedFor(String coding) throws Exception {
        assertFailure(get(serve(coding, new byte[] {1, 2, 3}), "/"), FailureKind.UNREADABLE);
    }

    @Test
    void aBrokenCodingIsUnreadable() throws Exception {
        assertFailure(get(serve("gzip", "not gzip at all".getBytes(UTF_8)), "/"), FailureKind.UNREADABLE);
        assertFailure(get(serve("deflate", "not zlib".getBytes(UTF_8)), "/"), FailureKind.UNREADABLE);
        assertFailure(
                get(serve(LoopbackServer.ok("Content-Encoding: gzip\r\nContent-Encoding: gzip\r\n", "x")), "/"),
                FailureKind.UNREADABLE);
    }

    @Test
    void anEmptyBodyIsABody() throws Exception {
        assertThat(body(get(serve(LoopbackServer.ok("Content-Encoding: gzip\r\n", "")), "/")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nx\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc",
                "",
                "\0\0\0\0\0\0\0\0"
            })
    void whatIsNoHttpIsAFailure(String answer) throws Exception {
        assertThat(get(serve(answer), "/")).isInstanceOf(FetchResult.Failed.class);
    }

    @Test
    void refusesAHeaderThatIsTooLarge() throws Exception {
        String many =
                "X-A: %s%n".formatted("a".repeat(8_000)).replace("\n", "\r\n").repeat(5);
        assertFailure(get(serve(LoopbackServer.ok(many, "x")), "/"), FailureKind.UNREADABLE);
        String one = "X-A: " + "a".repeat(40_000) + "\r\n";
        assertFailure(get(serve(LoopbackServer.ok(one, "x")), "/"), FailureKind.UNREADABLE);
    }

    @Test
    void dropsValidatorsThatAreHugeOrBroken() throws Exception {
        var server = serve(LoopbackServer.ok("ETag: \"" + "a".repeat(5_000) + "\"\r\nLast-Modified: \u0001\r\n", "x"));
        assertThat(((FetchResult.Fetched) get(server, "/")).validators().isEmpty())
                .isTrue();
    }

    @Test
    void aNameThatTurnsPrivateAfterTheCheckIsNeverDialled() throws Exception {
        var sink = serve(LoopbackServer.ok("", "secret"));
        var answers = new AtomicInteger();
        var sinkAddress = InetAddress.getByName("127.0.0.1");
        // Public at every odd look, loopback at every even one.
        HostResolver flipping = host ->
                answers.incrementAndGet() % 2 == 1 ? AddressGuardTest.addresses("93.184.216.34") : List.of(sinkAddress);
        var quick = BUDGET.withTimes(
                Duration.ofMillis(50), Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofMillis(200));
        var fetcher = open(new GuardedFetcher(
                new AddressGuard(FetchAllow.none()), quick, AGENT, InstantSource.fixed(NOW), flipping));
        for (int i = 0; i < 200; i++) {
            var result = fetcher.fetch(FetchRequest.of(URI.create("http://rebind.example:8080/")));
            assertThat(result).isInstanceOf(FetchResult.Failed.class);
        }
        assertThat(answers.get()).as("one look for each fetch").isEqualTo(200);
        assertThat(sink.connections()).isZero();
    }

    @Test
    void aHostWithOnePrivateAddressIsNotDialledAtAll() throws Exception {
        var server = serve(LoopbackServer.ok("", "x"));
        HostResolver mixed = host -> AddressGuardTest.addresses("127.0.0.1", "10.0.0.1");
        var fetcher = open(new GuardedFetcher(
                new AddressGuard(FetchAllow.parse("127.0.0.1")), BUDGET, AGENT, InstantSource.fixed(NOW), mixed));
        assertFailure(
                fetcher.fetch(FetchRequest.of(URI.create("http://a.example:" + server.port() + "/"))),
                FailureKind.BLOCKED);
        assertThat(server.connections()).isZero();
    }

    @Test
    void dialsTheAddressThatWasChecked() throws Exception {
        var server = serve(LoopbackServer.ok("", "x"));
        HostResolver names = host -> AddressGuardTest.addresses("127.0.0.1");
        var fetcher = open(new GuardedFetcher(
                new AddressGuard(FetchAllow.parse("127.0.0.1:" + server.port())),
                BUDGET,
                AGENT,
                InstantSource.fixed(NOW),
                names));
        var result = fetcher.fetch(FetchRequest.of(URI.create("http://a_b.example:" + server.port() + "/")));
        assertThat(body(result)).isEqualTo("x");
        assertThat(server.requests().getFirst()).contains("Host: a_b.example:" + server.port());
    }

    @Test
    void manyDrippingServersDoNotDelayHealthyOnes() throws Exception {
        var dripping = open(new LoopbackServer((request, out) -> {
            write(out, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            drip(out);
        }));
        var healthy = serve(LoopbackServer.ok("", "x"));
        var fetcher = open(new GuardedFetcher(
                new AddressGuard(FetchAllow.parse("127.0.0.1")), BUDGET, AGENT, InstantSource.fixed(NOW)));
        var done = new CountDownLatch(50);
        for (int i = 0; i < 50; i++) {
            Thread.ofVirtual().start(() -> {
                if (fetcher.fetch(FetchRequest.of(URI.create(dripping.url("/")))) instanceof FetchResult.Failed) {
                    done.countDown();
                }
            });
        }
        for (int i = 0; i < 20; i++) {
            assertThat(body(fetcher.fetch(FetchRequest.of(URI.create(healthy.url("/" + i))))))
                    .isEqualTo("x");
        }
        assertThat(done.await(50, TimeUnit.SECONDS)).isTrue();
    }

    private static void assertFailure(FetchResult result, FailureKind kind) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        FetchResult.Failed.class,
                        failed -> assertThat(failed.kind()).as(failed.detail()).isEqualTo(kind));
    }

    private static String body(FetchResult result) {
        assertThat(result).isInstanceOf(FetchResult.Fetched.class);
        return new String(((FetchResult.Fetched) result).body(), UTF_8);
    }

    private FetchResult get(LoopbackServer server, String path) {
        return fetcher(server).fetch(FetchRequest.of(URI.create(server.url(path))));
    }

    private GuardedFetcher fetcher(LoopbackServer server) {
        return fetcher(server, BUDGET);
    }

    private GuardedFetcher fetcher(LoopbackServer server, FetchBudget budget) {
        return open(new GuardedFetcher(
                new AddressGuard(FetchAllow.parse("127.0.0.1:" + server.port())),
                budget,
                AGENT,
                InstantSource.fixed(NOW)));
    }

    private LoopbackServer serve(String answer) throws IOException {
        return open(LoopbackServer.answering(answer));
    }

    private LoopbackServer serve(String coding, byte[] body) throws IOException {
        return open(new LoopbackServer((request, out) -> {
            write(
                    out,
                    "HTTP/1.1 200 OK\r\nContent-Encoding: " + coding + "\r\nContent-Length: " + body.length
                            + "\r\n\r\n");
            out.write(body);
        }));
    }

    private <T extends AutoCloseable> T open(T resource) {
        open.add(resource);
        return resource;
    }

    private static String redirect(int status, String location) {
        return "HTTP/1.1 " + status + " Moved\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n";
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(ISO_8859_1));
        out.flush();
    }

    /** A byte every 100 ms, for longer than any budget here. */
    private static void drip(OutputStream out) throws IOException {
        var never = new CountDownLatch(1);
        try {
            for (int i = 0; i < 200 && !never.await(100, TimeUnit.MILLISECONDS); i++) {
                write(out, "x");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitEnd() {
        try {
            assertThat(new CountDownLatch(1).await(5, TimeUnit.SECONDS)).isFalse();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    private static byte[] zlib(byte[] plain) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }
}
