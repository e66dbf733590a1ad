package org.broadsheet.networks.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.broadsheet.links.fetch.ApiResult;
import org.broadsheet.links.fetch.FailureKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that are no pages, and the requests for them. */
class PageResultTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "mastodon, X-RateLimit-Reset, 2026-11-21T08:03:00.000123Z, 2026-11-21T08:03:00.000123Z",
        "bluesky, RateLimit-Reset, 1795248180, 2026-11-21T08:03:00Z",
        "x, x-rate-limit-reset, 1795248180, 2026-11-21T08:03:00Z",
        "x, Retry-After, 90, 2026-11-21T08:01:30Z",
        "bluesky, Retry-After, 'Sat, 21 Nov 2026 08:02:00 GMT', 2026-11-21T08:02:00Z",
        "mastodon, X-RateLimit-Reset, 2030-01-01T00:00:00Z, 2026-11-22T08:00:00Z",
        "mastodon, X-RateLimit-Reset, 2020-01-01T00:00:00Z, 2026-11-21T08:00:01Z",
        "mastodon, X-Other, x, 2026-11-21T08:15:00Z"
    })
    void limitsAreToldInEveryNetworksOwnWay(String network, String header, String value, Instant until) {
        assertThat(Answered.reader(network).read(Answered.of(429, Map.of(header, value), ""), NOW))
                .isEqualTo(new PageResult.RateLimited(until));
    }

    @Test
    void thePageThatUsesUpTheLimitSaysWhenToGoOn() {
        var headers = Map.of("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "2026-11-21T08:03:00Z");
        assertThat(Answered.reader("mastodon").read(Answered.of(200, headers, "[]"), NOW))
                .isEqualTo(new PageResult.Page(List.of(), 0, null, null, false, 0, NOW.plus(Duration.ofMinutes(3))));
    }

    @ParameterizedTest
    @CsvSource({
        "mastodon, 401, {}, Refused",
        "mastodon, 403, {}, Failed",
        "mastodon, 206, [], Cold",
        "mastodon, 404, {}, Failed",
        "mastodon, 502, <html>, Failed",
        "mastodon, 200, <html>, Failed",
        "mastodon, 200, {}, Failed",
        "mastodon, 302, '', Failed",
        "bluesky, 400, {'error': 'ExpiredToken'}, Refused",
        "bluesky, 400, {'error': 'InvalidRequest'}, Failed",
        "bluesky, 401, {'error': 'AccountTakedown'}, Gone",
        "bluesky, 401, {}, Refused",
        "bluesky, 400, {'error': 'UnknownFeed'}, Gone",
        "bluesky, 502, <html>, Failed",
        "bluesky, 200, [], Failed",
        "x, 401, {}, Refused",
        "x, 402, {}, Spent",
        "x, 403, {'type': 'https://api.x.com/2/problems/usage-capped'}, Spent",
        "x, 403, {'type': 'https://api.x.com/2/problems/client-forbidden'}, Failed",
        "x, 429, {'title': 'UsageCapExceeded'}, Spent",
        "x, 503, {}, Failed",
        "x, 200, {'errors': []}, Failed"
    })
    void everyStatusHasItsMeaning(String network, int status, String body, String result) {
        assertThat(Answered.reader(network)
                        .read(Answered.of(status, Map.of(), body), NOW)
                        .getClass()
                        .getSimpleName())
                .isEqualTo(result);
    }

    @Test
    void aListThatIsDeletedIsGone() {
        assertThat(MastodonTimeline.list(URI.create("https://m.example"), "7")
                        .read(Answered.of(404, Map.of(), "{}"), NOW))
                .isEqualTo(new PageResult.Gone());
    }

    @ParameterizedTest
    @CsvSource({"mastodon", "bluesky", "x"})
    void noAnswerIsAFailureThatTellsNothingOfTheServer(String network) {
        assertThat(Answered.reader(network).read(new ApiResult.Failed(FailureKind.TIMED_OUT, "10.0.0.1"), NOW))
                .isEqualTo(new PageResult.Failed("The network does not answer."));
    }

    @Test
    void theIdsOfListsAreWrittenSafely() {
        var list = MastodonTimeline.list(URI.create("https://m.example"), "a/../b?c")
                .request(PageQuery.top(500));
        assertThat(list.uri()).hasToString("https://m.example/api/v1/timelines/list/a%2F..%2Fb%3Fc?limit=40");
        var feed = BlueskyTimeline.feed(URI.create("https://pds.example"), "at://did:plc:a/b/c")
                .request(PageQuery.top(500));
        assertThat(feed.uri().toString())
                .isEqualTo(
                        "https://pds.example/xrpc/app.bsky.feed.getFeed?feed=at%3A%2F%2Fdid%3Aplc%3Aa%2Fb%2Fc&limit=100");
    }
}
