package org.broadsheet.links.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardedFetcherTest extends FetchRig {
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
    void saysWhoAsksAndNothingElse() throws Exception { // row 16: no header that anyone could set
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
    void keepsRetryAfterWithinADay(String header, Duration expected) throws Exception { // row 31
        assertThat(get(serve("HTTP/1.1 429 Slow Down\r\n" + header + "\r\nContent-Length: 0\r\n\r\n"), "/"))
                .isEqualTo(new FetchResult.RateLimited(429, expected));
    }

    @ParameterizedTest
    @CsvSource({
        "'Cache-Control: max-age=999999999', PT24H",
        "'Cache-Control: max-age=99999999999999999999', PT24H",
        "'Expires: Sat, 21 Nov 2099 12:30:00 GMT', PT24H",
        "'Expires: 0', PT0S"
    })
    void keepsFreshnessWithinADay(String header, Duration expected) throws Exception { // row 31
        var fetched = (FetchResult.Fetched) get(serve(LoopbackServer.ok(header + "\r\n", "x")), "/");
        assertThat(fetched.hints().longest()).isEqualTo(expected);
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
    void dropsValidatorsThatAreHugeOrBroken() throws Exception { // row 32
        var server = serve(LoopbackServer.ok("ETag: \"" + "a".repeat(5_000) + "\"\r\nLast-Modified: \u0001\r\n", "x"));
        assertThat(((FetchResult.Fetched) get(server, "/")).validators().isEmpty())
                .isTrue();
    }

    @Test
    void anEtagOfAMegabyteIsNeverKept() throws Exception { // row 32
        assertFailure(
                get(serve(LoopbackServer.ok("ETag: \"" + "a".repeat(1 << 20) + "\"\r\n", "x")), "/"),
                FailureKind.UNREADABLE);
    }

    @Test
    void aValidatorWithALineBreakIsNeverEchoedAsAHeader() throws Exception { // row 32
        assertThat(new Validators("\"a\"\r\nX-Evil: 1", "now\r\nX-Evil: 1").isEmpty())
                .isTrue();
        var server = serve(LoopbackServer.ok("Last-Modified: now\rX-Evil: 1\r\nETag: \"a\"\r\n X-Evil: 1\r\n", "x"));
        var fetcher = fetcher(server);
        var first = (FetchResult.Fetched) fetcher.fetch(FetchRequest.of(URI.create(server.url("/"))));
        fetcher.fetch(FetchRequest.of(URI.create(server.url("/"))).withValidators(first.validators()));
        assertThat(server.requests()).hasSize(2);
        assertThat(server.requests().getLast().lines()).noneMatch(line -> line.startsWith("X-Evil"));
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

    @Test
    void manyDrippingServersDoNotDelayHealthyOnes() throws Exception { // row 27
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
}
