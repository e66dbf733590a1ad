package org.broadsheet.feed.image;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.broadsheet.links.WebUrl;
import org.broadsheet.links.fetch.FetchRequest;
import org.broadsheet.links.fetch.FetchResult;
import org.broadsheet.links.fetch.GuardedFetcher;

/** Fetches pictures through the guard, a few at a time, and keeps some of them for a while. Thread-safe. */
@Singleton
final class Images {
    private static final String ACCEPT = "image/avif, image/webp, image/png, image/jpeg, image/gif, image/*;q=0.5";
    private static final int AT_A_TIME = 16;
    private static final int KEPT_BYTES = 16 << 20;
    /** A list entry's own cost, so that many small ones are bounded too. */
    private static final int ENTRY = 512;

    private static final Duration KEPT = Duration.ofHours(1);

    private final GuardedFetcher fetcher;
    private final MeterRegistry metrics;
    private final Semaphore room = new Semaphore(AT_A_TIME);
    private final Cache<String, Result> kept = Caffeine.newBuilder()
            .maximumWeight(KEPT_BYTES)
            .weigher((String url, Result result) -> ENTRY + url.length() + result.size())
            .expireAfterWrite(KEPT)
            .build();

    Images(@Named("feed") GuardedFetcher fetcher, MeterRegistry metrics) {
        this.fetcher = fetcher;
        this.metrics = metrics;
        metrics.gauge("broadsheet.feed.images.kept", kept, Cache::estimatedSize);
    }

    /** What is at an address. */
    sealed interface Result {
        default int size() {
            return 0;
        }

        /** @param bytes not copied, so nobody may change them */
        @SuppressWarnings("ArrayRecordComponent") // never compared
        record Picture(ImageType type, byte[] bytes) implements Result {
            @Override
            public int size() {
                return bytes.length;
            }
        }

        /** Nothing that may be shown. */
        record NoPicture() implements Result {}
    }

    /** Empty if too many are being fetched already. */
    Optional<Result> get(WebUrl url) {
        var known = kept.getIfPresent(url.toString());
        if (known != null) {
            count("kept");
            return Optional.of(known);
        }
        if (!room.tryAcquire()) {
            count("refused");
            return Optional.empty();
        }
        try {
            var result = fetch(url);
            kept.put(url.toString(), result);
            count(result instanceof Result.Picture ? "fetched" : "none");
            return Optional.of(result);
        } finally {
            room.release();
        }
    }

    private Result fetch(WebUrl url) {
        return fetcher.fetch(FetchRequest.of(url.toUri()).withAccept(ACCEPT)) instanceof FetchResult.Fetched fetched
                ? ImageType.of(fetched.body(), fetched.contentType())
                        .<Result>map(type -> new Result.Picture(type, fetched.body()))
                        .orElseGet(Result.NoPicture::new)
                : new Result.NoPicture();
    }

    private void count(String outcome) {
        metrics.counter("broadsheet.feed.images", "outcome", outcome).increment();
    }
}
