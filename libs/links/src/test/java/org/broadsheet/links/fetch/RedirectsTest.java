package org.broadsheet.links.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectsTest extends FetchRig {
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
    void stopsAtTheSixthRedirect() throws Exception { // row 12
        var count = new AtomicInteger();
        var server = open(new LoopbackServer(
                (request, out) -> write(out, redirect(302, "/again?n=" + count.incrementAndGet()))));
        assertFailure(get(server, "/"), FailureKind.TOO_MANY_REDIRECTS);
        assertThat(server.connections()).isEqualTo(6);
    }

    @Test
    void stopsACircle() throws Exception { // row 12
        var server = open(new LoopbackServer(
                (request, out) -> write(out, redirect(301, request.startsWith("GET /a ") ? "/b" : "/a"))));
        assertFailure(get(server, "/a"), FailureKind.TOO_MANY_REDIRECTS);
    }

    @Test
    void fiveRedirectsAreFollowed() throws Exception { // row 12
        var count = new AtomicInteger();
        var server = open(new LoopbackServer((request, out) -> write(
                out, count.incrementAndGet() > 5 ? LoopbackServer.ok("", "x") : redirect(302, "/" + count.get()))));
        assertThat(body(get(server, "/"))).isEqualTo("x");
    }

    @Test
    void aRedirectToItselfIsACircle() throws Exception { // row 12
        var server = serve(redirect(302, ""));
        assertFailure(get(server, "/a?b"), FailureKind.TOO_MANY_REDIRECTS);
        assertThat(server.connections()).isEqualTo(1);
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
    void aRedirectToAPrivateAddressIsNotFollowed(String target) throws Exception { // row 11
        var sink = serve(LoopbackServer.ok("", "secret"));
        var server = serve(redirect(302, target.replace("%d", String.valueOf(sink.port()))));
        var failed = (FetchResult.Failed) get(server, "/");
        assertThat(failed.kind()).isEqualTo(FailureKind.BLOCKED);
        assertThat(failed.reason()).isEqualTo("The address could not be reached.");
        assertThat(sink.connections()).isZero();
    }

    @ParameterizedTest
    @MethodSource("org.broadsheet.links.fetch.HostileUrls#all")
    void noHostileAddressIsReachedByARedirect(String target) throws Exception { // rows 1 to 8, 11, 13 to 15
        var server = serve("HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: "
                + new String(target.getBytes(UTF_8), ISO_8859_1) + "\r\n\r\n");
        var failed = (FetchResult.Failed) get(server, "/");
        assertThat(failed.kind()).as(failed.detail()).isEqualTo(FailureKind.BLOCKED);
    }

    @Test
    void ourOwnNamesAreNotReachedByARedirect() throws Exception { // row 16
        var server = serve(redirect(302, "https://news.example.org/api/v1/account"));
        var fetcher = open(new GuardedFetcher(
                new AddressGuard(FetchAllow.parse("127.0.0.1"), Set.of("news.example.org")),
                BUDGET,
                AGENT,
                InstantSource.fixed(NOW),
                host -> AddressGuardTest.addresses(host.startsWith("news") ? "93.184.216.34" : host)));
        assertFailure(fetcher.fetch(FetchRequest.of(URI.create(server.url("/")))), FailureKind.BLOCKED);
    }

    @Test
    void saysWhetherTheHostThatWasAskedFailedItself() throws Exception {
        var other = open(new LoopbackServer((request, out) -> {}));
        var server = serve(redirect(302, "http://localhost:" + other.port() + "/"));
        var fetcher = open(new GuardedFetcher(
                new AddressGuard(FetchAllow.parse("127.0.0.1")),
                BUDGET,
                AGENT,
                InstantSource.fixed(NOW),
                host -> AddressGuardTest.addresses("127.0.0.1")));
        var elsewhere = (FetchResult.Failed) fetcher.fetch(FetchRequest.of(URI.create(server.url("/"))));
        var there = (FetchResult.Failed) fetcher.fetch(FetchRequest.of(URI.create(other.url("/"))));
        assertThat(elsewhere.elsewhere()).isTrue();
        assertThat(there.elsewhere()).isFalse();
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
}
