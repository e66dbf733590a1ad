package org.broadsheet.testing.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.broadsheet.testing.Answer;
import org.broadsheet.testing.ReceivedRequest;
import org.broadsheet.testing.SettableClock;

/**
 * The home timeline of X: {@code since_id}, {@code until_id}, {@code pagination_token}; without {@code data} when empty. It calls
 * things as it is asked, tweets or posts; those who wrote what is referred to are added where tweets are asked for alone, since
 * the interface description with posts has no way to ask for them.
 */
public final class XTimelines {
    private static final int MAX = 100;
    private static final String PATH = "/2/users/" + XServer.ACCOUNT_ID + "/timelines/reverse_chronological";

    private enum Names {
        TWEET("edit_history_tweet_ids", "referenced_tweets", "tweets"),
        POST("edit_history_post_ids", "referenced_posts", "posts");

        private final String history;
        private final String referenced;
        private final String included;

        Names(String history, String referenced, String included) {
            this.history = history;
            this.referenced = referenced;
            this.included = included;
        }
    }

    private final DoubleTimeline timeline;
    /** The ids that an edited post had, oldest first. */
    private final Map<String, List<String>> histories = new ConcurrentHashMap<>();

    private XTimelines(SettableClock clock) {
        this.timeline = new DoubleTimeline(clock, n -> String.format(Locale.ROOT, "15247965%08d", n));
    }

    /** Without a server, for tests that ask {@link #answer} themselves. */
    public static XTimelines x(SettableClock clock) {
        return new XTimelines(clock);
    }

    public static XTimelines at(XServer server, SettableClock clock) {
        var timelines = new XTimelines(clock);
        server.server().on(PATH, request -> server.isAuthorized(request) ? timelines.answer(request) : unauthorized());
        return timelines;
    }

    public DoubleTimeline timeline() {
        return timeline;
    }

    /** An edit at X is another post, which knows the ids that it had. */
    public DoublePost edit(DoublePost post, String text) {
        var edited = timeline.post(post.by(), text, post.link());
        histories.put(
                edited.id(),
                Stream.concat(history(post).stream(), Stream.of(edited.id())).toList());
        timeline.delete(post);
        return edited;
    }

    private List<String> history(DoublePost post) {
        return histories.getOrDefault(post.id(), List.of(post.id()));
    }

    private static Answer unauthorized() {
        return problem(401, "about:blank", "Unauthorized");
    }

    private static Answer problem(int status, String type, String title) {
        return NetworkServer.json(status, Map.of("title", title, "type", type, "status", status, "detail", title));
    }

    /** What X says to a request for a page. */
    public Answer answer(ReceivedRequest request) {
        if (timeline.has(TimelineFault.REVOKED)) {
            return unauthorized();
        }
        if (timeline.has(TimelineFault.SPENT)) {
            return problem(429, "https://api.x.com/2/problems/usage-capped", "UsageCapExceeded");
        }
        if (timeline.has(TimelineFault.RATE_LIMITED)) {
            return problem(429, "about:blank", "Too Many Requests")
                    .withHeader("x-rate-limit-remaining", "0")
                    .withHeader(
                            "x-rate-limit-reset",
                            String.valueOf(timeline.now().plusSeconds(60).getEpochSecond()));
        }
        return timeline.fault().orElseGet(() -> timeline.finish(page(request.fields())));
    }

    private Answer page(Map<String, String> query) {
        int limit = Integer.parseInt(query.getOrDefault("max_results", String.valueOf(MAX)));
        if (limit < 1 || limit > MAX) {
            return problem(400, "https://api.x.com/2/problems/invalid-request", "Invalid Request");
        }
        var all = timeline.newestFirst().stream()
                .filter(post -> !query.containsKey("since_id") || timeline.isAbove(post, query.get("since_id")))
                .filter(post -> !query.containsKey("until_id") || timeline.isBelow(post, query.get("until_id")))
                .toList();
        var token = query.get("pagination_token");
        int from = token == null ? 0 : DoubleTimeline.place(all, post -> timeline.isBelow(post, token.substring(2)));
        var page = timeline.serve(timeline.page(all, from, limit));
        var meta = new LinkedHashMap<String, Object>();
        meta.put("result_count", page.size());
        if (page.isEmpty()) {
            return NetworkServer.json(200, Map.of("meta", meta));
        }
        meta.put("newest_id", page.getFirst().id());
        meta.put("oldest_id", page.getLast().id());
        if (!page.getLast().equals(all.getLast())) {
            meta.put("next_token", "p:" + page.getLast().id());
        }
        var names = query.containsKey("post.fields") ? Names.POST : Names.TWEET;
        return NetworkServer.json(
                200,
                Map.of(
                        "data",
                        page.stream().map(post -> post(post, names)).toList(),
                        "includes",
                        includes(page, names),
                        "meta",
                        meta));
    }

    private Map<String, Object> includes(List<DoublePost> page, Names names) {
        var referenced = page.stream()
                .flatMap(post -> timeline.find(post.of()).stream())
                .distinct()
                .toList();
        var users = Stream.concat(page.stream(), names == Names.TWEET ? referenced.stream() : Stream.of())
                .map(DoublePost::by)
                .distinct()
                .map(name -> Map.of("id", name, "username", name, "name", name))
                .toList();
        return Map.of(
                "users",
                users,
                names.included,
                referenced.stream().map(post -> post(post, names)).toList());
    }

    private Map<String, Object> post(DoublePost post, Names names) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", post.id());
        json.put("author_id", post.by());
        json.put("created_at", post.at().toString());
        json.put("text", post.text());
        json.put(names.history, history(post));
        var link = post.link();
        if (link != null) {
            var shortened = "https://t.co/" + post.id();
            json.put(
                    "entities",
                    Map.of(
                            "urls",
                            List.of(Map.of(
                                    "start", 0, "end", shortened.length(), "url", shortened, "expanded_url", link))));
        }
        var of = post.of();
        if (of != null) {
            var type = post.kind() == DoublePost.Kind.REPOST ? "retweeted" : "quoted";
            json.put(names.referenced, List.of(Map.of("type", type, "id", of)));
        }
        return json;
    }
}
