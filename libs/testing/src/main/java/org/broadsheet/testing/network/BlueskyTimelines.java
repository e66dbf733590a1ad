package org.broadsheet.testing.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.broadsheet.testing.Answer;
import org.broadsheet.testing.ReceivedRequest;
import org.broadsheet.testing.SettableClock;
import org.jspecify.annotations.Nullable;

/** {@code getTimeline} of a PDS: pages from the top by a cursor of places, and no other way. */
public final class BlueskyTimelines {
    private static final int DEFAULT = 50;
    private static final int MAX = 100;
    private static final String CURSOR = "1657846047914::";
    private static final String PATH = "/xrpc/app.bsky.feed.getTimeline";

    private final DoubleTimeline timeline;

    private BlueskyTimelines(SettableClock clock) {
        this.timeline = new DoubleTimeline(clock, n -> "3n2r" + n);
    }

    /** Without a server, for tests that ask {@link #answer} themselves. */
    public static BlueskyTimelines bluesky(SettableClock clock) {
        return new BlueskyTimelines(clock);
    }

    /** At a network, for sessions of both kinds. */
    public static BlueskyTimelines at(BlueskyNetwork network, SettableClock clock) {
        var timelines = new BlueskyTimelines(clock);
        network.pds()
                .on(
                        PATH,
                        request -> network.sessions().isAuthorized(request)
                                ? timelines.answer(request)
                                : network.authorization().resource(request, () -> timelines.answer(request)));
        return timelines;
    }

    public DoubleTimeline timeline() {
        return timeline;
    }

    /** What the PDS says to a request for a page. */
    public Answer answer(ReceivedRequest request) {
        if (timeline.has(TimelineFault.REVOKED)) {
            return NetworkServer.error(400, "ExpiredToken");
        }
        if (timeline.has(TimelineFault.RATE_LIMITED)) {
            return NetworkServer.error(429, "RateLimitExceeded")
                    .withHeader("RateLimit-Remaining", "0")
                    .withHeader(
                            "RateLimit-Reset",
                            String.valueOf(timeline.now().plusSeconds(60).getEpochSecond()));
        }
        return timeline.fault().orElseGet(() -> timeline.finish(page(request.fields())));
    }

    private Answer page(Map<String, String> query) {
        int limit = Integer.parseInt(query.getOrDefault("limit", String.valueOf(DEFAULT)));
        if (limit < 1 || limit > MAX) {
            return NetworkServer.error(400, "InvalidRequest");
        }
        var cursor = query.get("cursor");
        if (cursor != null && !cursor.startsWith(CURSOR)) {
            return NetworkServer.error(502, "InternalServerError");
        }
        var all = timeline.newestFirst();
        int from = cursor == null
                ? 0
                : DoubleTimeline.place(all, post -> timeline.isBelow(post, cursor.substring(CURSOR.length())));
        var page = timeline.serve(timeline.page(all, from, limit));
        var answer = new LinkedHashMap<String, Object>();
        answer.put("feed", page.stream().map(this::item).toList());
        // As the real one: the last page that has posts has a cursor still, and an empty one follows.
        if (!page.isEmpty()) {
            answer.put("cursor", CURSOR + page.getLast().id());
        }
        return NetworkServer.json(200, answer);
    }

    private Map<String, Object> item(DoublePost post) {
        var of = timeline.find(post.of());
        if (post.kind() != DoublePost.Kind.REPOST || of.isEmpty()) {
            return Map.of("post", view(post));
        }
        return Map.of(
                "post", view(of.get()),
                "reason",
                        Map.of(
                                "$type",
                                "app.bsky.feed.defs#reasonRepost",
                                "by",
                                account(post.by()),
                                "uri",
                                "at://" + did(post.by()) + "/app.bsky.feed.repost/" + post.id(),
                                "indexedAt",
                                post.at().toString()));
    }

    private Map<String, Object> view(DoublePost post) {
        var view = new LinkedHashMap<String, Object>();
        view.put("uri", uri(post));
        view.put("cid", "bafyrei" + post.id() + post.edits());
        view.put("author", account(post.by()));
        view.put("record", record(post));
        view.put("indexedAt", post.at().toString());
        timeline.find(post.of())
                .ifPresent(of -> view.put(
                        "embed",
                        Map.of(
                                "$type",
                                "app.bsky.embed.record#view",
                                "record",
                                Map.of(
                                        "$type", "app.bsky.embed.record#viewRecord",
                                        "uri", uri(of),
                                        "author", account(of.by()),
                                        "value", record(of),
                                        "embeds", List.of()))));
        return view;
    }

    private static Map<String, Object> record(DoublePost post) {
        return Map.of(
                "$type", "app.bsky.feed.post",
                "text", post.text(),
                "createdAt", post.at().toString(),
                "facets", facets(post.link()));
    }

    private static List<Map<String, Object>> facets(@Nullable String link) {
        return link == null
                ? List.of()
                : List.of(Map.of(
                        "index", Map.of("byteStart", 0, "byteEnd", 1),
                        "features", List.of(Map.of("$type", "app.bsky.richtext.facet#link", "uri", link))));
    }

    private static String uri(DoublePost post) {
        return "at://" + did(post.by()) + "/app.bsky.feed.post/" + post.id();
    }

    private static String did(String name) {
        return "did:plc:" + name;
    }

    private static Map<String, Object> account(String name) {
        return Map.of("did", did(name), "handle", name + ".example", "displayName", name);
    }
}
