package org.broadsheet.networks.timeline;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.broadsheet.links.fetch.ApiRequest;
import org.broadsheet.links.fetch.ApiResult;
import org.broadsheet.testing.Answer;
import org.broadsheet.testing.ReceivedRequest;
import org.broadsheet.testing.SettableClock;
import org.broadsheet.testing.network.BlueskyTimelines;
import org.broadsheet.testing.network.DoubleTimeline;
import org.broadsheet.testing.network.MastodonTimelines;
import org.broadsheet.testing.network.XServer;
import org.broadsheet.testing.network.XTimelines;
import org.jspecify.annotations.Nullable;

/** Someone who reads a double's timeline pull by pull, and keeps the cursor as a service would. */
final class Follower {
    static final URI API = URI.create("https://api.example");
    static final Duration WINDOW = Duration.ofDays(7);

    final SettableClock clock = SettableClock.at("2026-11-21T08:00:00Z");
    final DoubleTimeline timeline;
    final List<Post> given = new ArrayList<>();
    final List<Map<String, String>> asked = new ArrayList<>();

    @Nullable
    String cursor;

    CatchupLimits limits = CatchupLimits.paid(WINDOW, 100_000);
    int page;
    /** What happens between two pages. */
    Runnable meanwhile = () -> {};

    private final TimelineReader reader;
    private final Function<ReceivedRequest, Answer> server;

    private Follower(TimelineReader reader, String kind) {
        this.reader = reader;
        this.page = reader.maxPage();
        switch (kind) {
            case "mastodon" -> {
                var network = MastodonTimelines.mastodon(clock);
                timeline = network.timeline();
                server = network::answer;
            }
            case "other" -> {
                var network = MastodonTimelines.other(clock);
                timeline = network.timeline();
                server = network::answer;
            }
            case "bluesky" -> {
                var network = BlueskyTimelines.bluesky(clock);
                timeline = network.timeline();
                server = network::answer;
            }
            default -> {
                var network = XTimelines.x(clock);
                timeline = network.timeline();
                server = network::answer;
            }
        }
        timeline.follow("ann");
    }

    /** Of {@code mastodon}, {@code other} (which speaks like it), {@code bluesky}, {@code x}. */
    static Follower of(String kind) {
        return switch (kind) {
            case "bluesky" -> new Follower(BlueskyTimeline.home(API), kind);
            case "x" -> new Follower(XTimeline.home(API, XServer.ACCOUNT_ID, XNames.POST), kind);
            default -> new Follower(MastodonTimeline.home(API), kind);
        };
    }

    /** Some posts, a minute apart. */
    void post(int count) {
        for (int i = 0; i < count; i++) {
            clock.advance(Duration.ofMinutes(1));
            timeline.post("ann", "post", "https://news.example/" + clock.instant());
        }
    }

    Pulled pull() {
        var catchup = new Catchup(reader, cursor, limits, page, clock.instant());
        for (var query = catchup.next(); query.isPresent(); query = catchup.next()) {
            catchup.take(reader.read(answer(reader.request(query.get())), clock.instant()));
            meanwhile.run();
        }
        var pulled = catchup.result();
        cursor = pulled.cursor();
        given.addAll(pulled.posts());
        return pulled;
    }

    private ApiResult answer(ApiRequest request) {
        var received = new ReceivedRequest(
                request.method(),
                request.uri().getRawPath() + "?" + request.uri().getRawQuery(),
                Map.of(),
                "");
        asked.add(received.fields());
        var answer = server.apply(received);
        return new ApiResult.Answered(answer.status(), answer.headers(), answer.body());
    }

    /** The network's own ids of what was given: the last part of every identity. */
    List<String> ids() {
        return given.stream().map(Follower::localId).toList();
    }

    static String localId(Post post) {
        return post.id().substring(post.id().lastIndexOf('/') + 1);
    }
}
