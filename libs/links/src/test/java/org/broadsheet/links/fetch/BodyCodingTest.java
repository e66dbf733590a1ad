package org.broadsheet.links.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyCodingTest extends FetchRig {
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
    void stopsABomb() throws Exception { // row 26
        assertFailure(get(serve("gzip", gzip(new byte[200 << 20])), "/"), FailureKind.TOO_LARGE);
    }

    @Test
    void stopsABombThatKeepsTheRatioAtTenMebibytes() throws Exception { // row 26
        byte[] tame = tame(12 << 20);
        for (var server : List.of(serve("gzip", gzip(tame)), serve("deflate", zlib(tame)))) {
            var failed = (FetchResult.Failed) get(server, "/");
            assertThat(failed.kind()).isEqualTo(FailureKind.TOO_LARGE);
            assertThat(failed.detail()).contains("over 10485760 bytes inflated");
        }
    }

    @Test
    void stopsADeflateBombByItsRatio() throws Exception { // row 26
        var failed = (FetchResult.Failed) get(serve("deflate", zlib(new byte[9 << 20])), "/");
        assertThat(failed.kind()).isEqualTo(FailureKind.TOO_LARGE);
        assertThat(failed.detail()).contains("more than 100 times");
    }

    @Test
    void inflatesOnceWhateverIsInside() throws Exception { // row 26
        byte[] nested = "feed".getBytes(UTF_8);
        for (int i = 0; i < 4; i++) {
            nested = gzip(nested);
        }
        var fetched = (FetchResult.Fetched) get(serve("gzip", gzip(nested)), "/");
        assertThat(fetched.body()).isEqualTo(nested);
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
    @ValueSource(strings = {"br", "gzip, gzip", "gzip,gzip,gzip,gzip,gzip", "zstd"})
    void takesOneCodingAtMostAndOnlyThoseItAskedFor(String coding) throws Exception { // row 26
        assertFailure(get(serve(coding, new byte[] {1, 2, 3}), "/"), FailureKind.UNREADABLE);
    }

    @Test
    void aBrokenCodingIsUnreadable() throws Exception { // row 26
        assertFailure(get(serve("gzip", "not gzip at all".getBytes(UTF_8)), "/"), FailureKind.UNREADABLE);
        assertFailure(get(serve("deflate", "not zlib".getBytes(UTF_8)), "/"), FailureKind.UNREADABLE);
        assertFailure(
                get(serve(LoopbackServer.ok("Content-Encoding: gzip\r\nContent-Encoding: gzip\r\n", "x")), "/"),
                FailureKind.UNREADABLE);
    }

    @Test
    void anEmptyBodyIsABody() throws Exception { // row 27
        assertThat(body(get(serve(LoopbackServer.ok("Content-Encoding: gzip\r\n", "")), "/")))
                .isEmpty();
        assertThat(body(get(serve(LoopbackServer.ok("", "")), "/"))).isEmpty();
    }

    private static byte[] tame(int size) {
        byte[] bytes = new byte[size];
        var random = new Random(1);
        byte[] noise = new byte[64];
        for (int at = 0; at + 4_096 <= size; at += 4_096) {
            random.nextBytes(noise);
            System.arraycopy(noise, 0, bytes, at, noise.length);
        }
        return bytes;
    }

    @Test
    void onlyALargeBodyTakesAPlace() throws Exception {
        var room = new BodyRoom(1, 1);
        var small = serve("identity", new byte[BodyRoom.SMALL]);
        var large = serve("identity", new byte[BodyRoom.SMALL + 1]);
        assertThat(room.within(() -> get(small, "/") instanceof FetchResult.Fetched ? room.free() : -1))
                .isEqualTo(1);
        assertThat(room.within(() -> get(large, "/") instanceof FetchResult.Fetched ? room.free() : -1))
                .isZero();
    }
}
