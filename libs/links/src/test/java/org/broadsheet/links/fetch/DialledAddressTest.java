package org.broadsheet.links.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DialledAddressTest extends FetchRig {
    /** On Linux the whole of 127/8 is this machine: the allowed address stands for a public one. */
    private static final String PUBLIC = "127.0.0.2";

    @Test
    void aNameThatTurnsPrivateAfterTheCheckIsNeverDialled() throws Exception { // row 10
        var there = open(LoopbackServer.on(PUBLIC, 0, LoopbackServer.ok("", "public")));
        var sink = open(LoopbackServer.on("127.0.0.1", there.port(), LoopbackServer.ok("", "secret")));
        var looks = new AtomicInteger();
        HostResolver flipping =
                host -> AddressGuardTest.addresses(looks.incrementAndGet() % 2 == 1 ? PUBLIC : "127.0.0.1");
        var fetcher = open(new GuardedFetcher(
                new AddressGuard(FetchAllow.parse(PUBLIC + ":" + there.port())),
                FetchBudget.standard(),
                AGENT,
                InstantSource.fixed(NOW),
                flipping));
        var uri = URI.create("http://rebind.example:" + there.port() + "/");
        var fetched = new AtomicInteger();
        var blocked = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(8, Thread.ofVirtual().factory())) {
            for (int i = 0; i < 10_000; i++) {
                threads.submit(() -> {
                    switch (fetcher.fetch(FetchRequest.of(uri))) {
                        case FetchResult.Fetched _ -> fetched.incrementAndGet();
                        case FetchResult.Failed failed
                        when failed.kind() == FailureKind.BLOCKED -> blocked.incrementAndGet();
                        case FetchResult other -> throw new AssertionError(other.toString());
                    }
                });
            }
        }
        assertThat(sink.connections()).isZero();
        assertThat(looks).as("one look for each fetch").hasValue(10_000);
        assertThat(fetched).hasValue(5_000);
        assertThat(blocked).hasValue(5_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1,10.0.0.1", "127.0.0.1,fd00::1", "10.0.0.1", "fd00::1", "::ffff:10.0.0.1"})
    void aHostWithOnePrivateAddressIsNotDialledAtAll(String addresses) throws Exception { // row 9
        var server = serve(LoopbackServer.ok("", "x"));
        var fetcher = open(new GuardedFetcher(
                new AddressGuard(FetchAllow.parse("127.0.0.1")),
                BUDGET,
                AGENT,
                InstantSource.fixed(NOW),
                host -> AddressGuardTest.addresses(addresses.split(","))));
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
}
