package org.broadsheet.links.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndlessAnswersTest extends FetchRig {
    private static final int MUCH = 100 << 20;

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n", "HTTP/1.1 200 OK\r\nX: "})
    void aDrippingAnswerEndsByTheTotalBudget(String start) throws Exception { // row 27
        var server = open(new LoopbackServer((request, out) -> {
            write(out, start);
            drip(out);
        }));
        long before = System.nanoTime();
        assertFailure(get(server, "/"), FailureKind.TIMED_OUT);
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isBetween(Duration.ofMillis(1_400), Duration.ofSeconds(4));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | Content-Length: 1000000000000\\r\\n\\r\\n  | xxxxxxxxxxxxxxxx           | TOO_LARGE
            200 | \\r\\n                                     | xxxxxxxxxxxxxxxx           | TOO_LARGE
            200 | Transfer-Encoding: chunked\\r\\n\\r\\n     | 10\\r\\nxxxxxxxxxxxxxxxx\\r\\n | TOO_LARGE
            200 | Transfer-Encoding: chunked\\r\\n\\r\\n1;   | xxxxxxxxxxxxxxxx           | UNREADABLE
            200 | Transfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n | X-A: b\\r\\n                | UNREADABLE
            200 | X-A: b\\r\\n                               | X-A: b\\r\\n                | UNREADABLE
            200 | X-A:                                     | xxxxxxxxxxxxxxxx           | UNREADABLE
            404 | Content-Length: 1000000000000\\r\\n\\r\\n  | xxxxxxxxxxxxxxxx           | STATUS
            302 | Location: file:///\\r\\n\\r\\n             | xxxxxxxxxxxxxxxx           | BLOCKED
            """)
    void anAnswerWithoutEndIsCutOff(int status, String start, String again, FailureKind kind)
            throws Exception { // row 27
        var sent = new AtomicInteger();
        var cut = new CountDownLatch(1);
        var server = open(new LoopbackServer((request, out) -> {
            try {
                write(out, "HTTP/1.1 " + status + " X\r\n" + start.translateEscapes());
                String part = again.translateEscapes().repeat(1_000);
                while (sent.addAndGet(part.length()) < MUCH) {
                    write(out, part);
                }
            } finally {
                cut.countDown();
            }
        }));
        assertFailure(get(server, "/"), kind);
        assertThat(cut.await(10, TimeUnit.SECONDS)).as("connection closed").isTrue();
        assertThat(sent).hasValueLessThan(MUCH);
    }

    /** A host has two connections: a lost one would be missed at the third fetch. */
    @ParameterizedTest
    @ValueSource(
            strings = {"200 X\r\nContent-Length: 6000000", "404 X\r\nContent-Length: 3", "302 X\r\nLocation: file:///"})
    void noConnectionIsLostWhereABodyIsLeftUnread(String start) throws Exception {
        var server = serve("HTTP/1.1 " + start + "\r\n\r\n" + "x".repeat(6_000_000));
        var fetcher = fetcher(server, FetchBudget.standard());
        for (int i = 0; i < 5; i++) {
            var failed = (FetchResult.Failed) fetcher.fetch(FetchRequest.of(URI.create(server.url("/"))));
            assertThat(failed.kind()).isIn(FailureKind.TOO_LARGE, FailureKind.STATUS, FailureKind.BLOCKED);
        }
    }

    @Test
    void interimAnswersWithoutEndAreCutOff() throws Exception { // row 27
        var server = open(new LoopbackServer((request, out) -> {
            while (true) {
                write(out, "HTTP/1.1 103 Early Hints\r\n\r\n");
            }
        }));
        assertThat(get(server, "/")).isInstanceOf(FetchResult.Failed.class);
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
    void refusesAHeaderThatIsTooLarge() throws Exception { // row 27
        String many =
                "X-A: %s%n".formatted("a".repeat(8_000)).replace("\n", "\r\n").repeat(5);
        assertFailure(get(serve(LoopbackServer.ok(many, "x")), "/"), FailureKind.UNREADABLE);
        String one = "X-A: " + "a".repeat(40_000) + "\r\n";
        assertFailure(get(serve(LoopbackServer.ok(one, "x")), "/"), FailureKind.UNREADABLE);
    }
}
