package org.broadsheet.links.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiExchangeTest extends FetchRig {
    private ApiExchange exchange(String allow) {
        return open(new ApiExchange(new Requester(FetchAllow.parse(allow), "https://broadsheet.example"), BUDGET));
    }

    private ApiExchange exchange(LoopbackServer server) {
        return exchange("127.0.0.1:" + server.port());
    }

    private static ApiResult.Answered answered(ApiResult result) {
        assertThat(result).isInstanceOf(ApiResult.Answered.class);
        return (ApiResult.Answered) result;
    }

    private static void assertFailed(ApiResult result, FailureKind kind) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        ApiResult.Failed.class,
                        failed -> assertThat(failed.kind()).as(failed.detail()).isEqualTo(kind));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 400, 401, 404, 429, 500})
    void everyStatusComesWithItsHeadersAndBody(int status) throws IOException {
        var server =
                serve("HTTP/1.1 " + status + " X\r\nDPoP-Nonce: n1\r\nContent-Length: 15\r\n\r\n{\"error\":\"why\"}");
        var answer = answered(exchange(server).send(ApiRequest.get(URI.create(server.url("/api?x=1")))));
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("dpop-nonce")).contains("n1");
        assertThat(answer.text()).isEqualTo("{\"error\":\"why\"}");
        assertThat(server.requests().getFirst()).startsWith("GET /api?x=1 HTTP/1.1");
    }

    @Test
    void aFormIsEncodedAndSentWithItsLength() throws IOException {
        var server = serve(LoopbackServer.ok("", "{}"));
        var fields = new TreeMap<>(Map.of("a b", "1&2=3", "u", "\u00fc"));
        var request = ApiRequest.postForm(URI.create(server.url("/token")), fields);
        assertThat(request.body())
                .isEqualTo(new ApiRequest.Body("application/x-www-form-urlencoded", "a+b=1%262%3D3&u=%C3%BC"));
        answered(exchange(server).send(request.withHeader("Authorization", "Basic abc")));
        assertThat(server.requests().getFirst())
                .startsWith("POST /token HTTP/1.1")
                .contains("Content-Type: application/x-www-form-urlencoded", "Content-Length: 22", "Basic abc");
    }

    @Test
    void aRedirectIsAnAnswerAndNobodyElseIsAsked() throws IOException {
        var target = serve(LoopbackServer.ok("", "secret"));
        var server = serve(redirect(302, target.url("/")));
        var exchange = exchange("127.0.0.1:" + server.port() + ",127.0.0.1:" + target.port());
        assertThat(answered(exchange.send(ApiRequest.get(URI.create(server.url("/")))))
                        .status())
                .isEqualTo(302);
        assertThat(target.connections()).isZero();
    }

    @Test
    void whatHasSecretsGoesToTheirOriginOnly() throws IOException {
        var owner = serve(LoopbackServer.ok("", "{}"));
        var other = serve(LoopbackServer.ok("", "{}"));
        var exchange = exchange("127.0.0.1:" + owner.port() + ",127.0.0.1:" + other.port());
        var origin = URI.create(owner.url("/any/path"));
        assertFailed(exchange.send(ApiRequest.get(URI.create(other.url("/"))).boundTo(origin)), FailureKind.BLOCKED);
        assertThat(other.connections()).isZero();
        answered(exchange.send(ApiRequest.get(URI.create(owner.url("/"))).boundTo(origin)));
    }

    @Test
    void secretsAreNotSentWithoutTlsUnlessTheServerIsOnTheAllowList() throws IOException {
        var server = serve(LoopbackServer.ok("", "{}"));
        var public80 = URI.create("http://social.example/api");
        assertThat(exchange(server).send(ApiRequest.get(public80).boundTo(public80)))
                .isInstanceOfSatisfying(
                        ApiResult.Failed.class,
                        failed -> assertThat(failed.detail()).contains("secrets"));
    }

    @Test
    void localhostIsTheServerOnTheAllowListAndNoOther() throws IOException {
        var server = serve(LoopbackServer.ok("", "{}"));
        var here = URI.create("http://localhost:" + server.port() + "/");
        var exchange = exchange("127.0.0.1:" + server.port() + ",[::1]:" + server.port());
        answered(exchange.send(ApiRequest.get(here).boundTo(here)));
        var elsewhere = URI.create("http://localhost:" + (server.port() ^ 1) + "/");
        assertFailed(exchange.send(ApiRequest.get(elsewhere).boundTo(elsewhere)), FailureKind.BLOCKED);
    }

    @Test
    void theGuardIsTheSameAsForFeeds() throws IOException {
        var server = serve(LoopbackServer.ok("", "{}"));
        var nothing = exchange("");
        for (var url : List.of(
                server.url("/"),
                "http://169.254.169.254/",
                "http://[::1]/",
                "https://localhost/",
                "https://broadsheet.example/",
                "https://10.0.0.1/")) {
            assertFailed(nothing.send(ApiRequest.get(URI.create(url))), FailureKind.BLOCKED);
        }
        assertThat(server.connections()).isZero();
    }

    @Test
    void moreBytesThanWereAskedForAreNotRead() throws IOException {
        var server = serve(LoopbackServer.ok("", "x".repeat(2_000)));
        var request = ApiRequest.get(URI.create(server.url("/"))).readingAtMost(1_999);
        assertFailed(exchange(server).send(request), FailureKind.TOO_LARGE);
        answered(exchange(server).send(request.readingAtMost(2_000)));
        var zipped = serve("gzip", gzip(new byte[10_000_000]));
        assertFailed(exchange(zipped).send(ApiRequest.get(URI.create(zipped.url("/")))), FailureKind.TOO_LARGE);
    }

    @Test
    void aServerThatDripsIsCutOff() throws IOException {
        var server = open(new LoopbackServer((request, out) -> {
            write(out, "HTTP/1.1 200 OK\r\nContent-Length: 200\r\n\r\n");
            drip(out);
        }));
        assertFailed(exchange(server).send(ApiRequest.get(URI.create(server.url("/")))), FailureKind.TIMED_OUT);
    }

    @Test
    void nothingOfARequestOrAnswerIsPrintedButWhereItGoes() {
        var request = ApiRequest.postForm(URI.create("https://api.example/token?code=CANARY"), Map.of("s", "CANARY"))
                .withHeader("Authorization", "Bearer CANARY");
        assertThat(request).hasToString("POST https://api.example/token");
        assertThat(new ApiResult.Answered(
                        200, Map.of("x", "CANARY"), "CANARY".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .hasToString("Answered[200]");
    }
}
