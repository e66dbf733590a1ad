package org.broadsheet.links.fetch;

import java.time.Duration;

/**
 * What one fetch may cost, its redirects included (reliability.md R4.3).
 *
 * @param lookup for one name
 * @param connect for one address, TLS excluded
 * @param firstByte from the request to the answer, and between two reads of it
 * @param total for everything
 * @param wireBytes of the body as sent
 * @param bodyBytes of the body inflated
 * @param ratio how many times larger the inflated body may be; judged from {@link #RATIO_FROM} bytes on
 * @param headerBytes of the answer's header
 * @param redirects that are followed
 * @param connections open at the same time, in all
 */
public record FetchBudget(
        Duration lookup,
        Duration connect,
        Duration firstByte,
        Duration total,
        int wireBytes,
        int bodyBytes,
        int ratio,
        int headerBytes,
        int redirects,
        int connections) {

    /** A short text may well be a hundred times its compressed size. */
    static final int RATIO_FROM = 256 * 1024;

    public FetchBudget {
        requirePositive(lookup, "lookup");
        requirePositive(connect, "connect");
        requirePositive(firstByte, "firstByte");
        requirePositive(total, "total");
        requirePositive(wireBytes, "wireBytes");
        requirePositive(bodyBytes, "bodyBytes");
        requirePositive(ratio, "ratio");
        requirePositive(headerBytes, "headerBytes");
        requirePositive(connections, "connections");
        if (redirects < 0) {
            throw new IllegalArgumentException("redirects must not be negative");
        }
    }

    /** 2 s, 5 s, 10 s and 20 s; 5 MiB, 10 MiB, 100:1 and 32 KiB; 5 redirects, 64 connections. */
    public static FetchBudget standard() {
        return new FetchBudget(
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(20),
                5 << 20,
                10 << 20,
                100,
                32 << 10,
                5,
                64);
    }

    /** The same with other times. */
    public FetchBudget withTimes(Duration newLookup, Duration newConnect, Duration newFirstByte, Duration newTotal) {
        return new FetchBudget(
                newLookup,
                newConnect,
                newFirstByte,
                newTotal,
                wireBytes,
                bodyBytes,
                ratio,
                headerBytes,
                redirects,
                connections);
    }

    /** The same with a smaller body, on the wire and inflated. */
    FetchBudget withBody(int bytes) {
        return new FetchBudget(
                lookup,
                connect,
                firstByte,
                total,
                Math.min(bytes, wireBytes),
                bytes,
                ratio,
                headerBytes,
                redirects,
                connections);
    }

    private static void requirePositive(Duration value, String name) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(name + " must be positive");
        }
    }

    private static void requirePositive(int value, String name) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be positive");
        }
    }
}
