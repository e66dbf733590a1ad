package org.broadsheet.links.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** What tests of the fetcher share: servers on loopback, and a fetcher with small budgets that may reach them. */
@Timeout(60)
abstract class FetchRig {
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    static final String AGENT = "Broadsheet/0.1 (+https://broadsheet.example/bot)";
    static final FetchBudget BUDGET = FetchBudget.standard()
            .withTimes(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMillis(700), Duration.ofMillis(1_500));

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (var each : open.reversed()) {
            each.close();
        }
    }

    static void assertFailure(FetchResult result, FailureKind kind) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        FetchResult.Failed.class,
                        failed -> assertThat(failed.kind()).as(failed.detail()).isEqualTo(kind));
    }

    static String body(FetchResult result) {
        assertThat(result).isInstanceOf(FetchResult.Fetched.class);
        return new String(((FetchResult.Fetched) result).body(), UTF_8);
    }

    FetchResult get(LoopbackServer server, String path) {
        return fetcher(server).fetch(FetchRequest.of(URI.create(server.url(path))));
    }

    GuardedFetcher fetcher(LoopbackServer server) {
        return fetcher(server, BUDGET);
    }

    GuardedFetcher fetcher(LoopbackServer server, FetchBudget budget) {
        return open(new GuardedFetcher(
                new AddressGuard(FetchAllow.parse("127.0.0.1:" + server.port())),
                budget,
                AGENT,
                InstantSource.fixed(NOW)));
    }

    LoopbackServer serve(String answer) throws IOException {
        return open(LoopbackServer.answering(answer));
    }

    LoopbackServer serve(String coding, byte[] body) throws IOException {
        return open(new LoopbackServer((request, out) -> {
            write(
                    out,
                    "HTTP/1.1 200 OK\r\nContent-Encoding: " + coding + "\r\nContent-Length: " + body.length
                            + "\r\n\r\n");
            out.write(body);
        }));
    }

    <T extends AutoCloseable> T open(T resource) {
        open.add(resource);
        return resource;
    }

    static String redirect(int status, String location) {
        return "HTTP/1.1 " + status + " Moved\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n";
    }

    static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(ISO_8859_1));
        out.flush();
    }

    /** A byte every 100 ms, for longer than any budget here. */
    static void drip(OutputStream out) throws IOException {
        var never = new CountDownLatch(1);
        try {
            for (int i = 0; i < 200 && !never.await(100, TimeUnit.MILLISECONDS); i++) {
                write(out, "x");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void awaitEnd() {
        try {
            assertThat(new CountDownLatch(1).await(5, TimeUnit.SECONDS)).isFalse();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static byte[] gzip(byte[] plain) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    static byte[] zlib(byte[] plain) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }
}
