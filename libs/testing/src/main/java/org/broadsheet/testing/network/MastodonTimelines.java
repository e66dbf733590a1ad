package org.broadsheet.testing.network;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import org.broadsheet.testing.Answer;
import org.broadsheet.testing.ReceivedRequest;
import org.broadsheet.testing.SettableClock;
import org.jspecify.annotations.Nullable;

/**
 * The home timeline of a Mastodon server: {@code min_id}, {@code max_id}, {@code Link} headers. Or that of another
 * implementation, whose ids are in no order, which knows no {@code min_id} and has {@code since_id} in its links.
 */
public final class MastodonTimelines {
    private static final int DEFAULT = 20;
    private static final int MAX = 40;
    private static final String PATH = "/api/v1/timelines/home";

    private final DoubleTimeline timeline;
    private final boolean isMastodon;
    private final String base;

    private MastodonTimelines(SettableClock clock, boolean isMastodon, String base) {
        this.isMastodon = isMastodon;
        this.base = base;
        // Ids of Mastodon are in the order of time; those of others say nothing.
        IntFunction<String> ids = isMastodon
                ? n -> String.format(Locale.ROOT, "1170205%06d", n)
                : n -> String.format(Locale.ROOT, "%08x", Integer.reverse(n * 2 + 1) ^ 0x5A5A5A5A);
        this.timeline = new DoubleTimeline(clock, ids);
    }

    /** Without a server, for tests that ask {@link #answer} themselves. */
    public static MastodonTimelines mastodon(SettableClock clock) {
        return new MastodonTimelines(clock, true, "https://social.example");
    }

    /** Another implementation. */
    public static MastodonTimelines other(SettableClock clock) {
        return new MastodonTimelines(clock, false, "https://small.example");
    }

    /** At a server, for the tokens that it gave. */
    public static MastodonTimelines at(MastodonServer server, SettableClock clock) {
        var timelines = new MastodonTimelines(clock, true, server.server().url().toString());
        server.server()
                .on(
                        PATH,
                        request -> server.isAuthorized(request)
                                ? timelines.answer(request)
                                : NetworkServer.error(401, "The access token is invalid"));
        return timelines;
    }

    public DoubleTimeline timeline() {
        return timeline;
    }

    /** What the server says to a request for a page. */
    public Answer answer(ReceivedRequest request) {
        if (timeline.has(TimelineFault.REVOKED)) {
            return isMastodon ? NetworkServer.error(401, "The access token is invalid") : Answer.status(401);
        }
        if (timeline.has(TimelineFault.COLD)) {
            return NetworkServer.json(206, List.of());
        }
        if (timeline.has(TimelineFault.RATE_LIMITED)) {
            return NetworkServer.error(429, "Too many requests")
                    .withHeader("X-RateLimit-Remaining", "0")
                    .withHeader(
                            "X-RateLimit-Reset",
                            timeline.now().plusSeconds(60).plusNanos(2_000).toString());
        }
        return timeline.fault().orElseGet(() -> timeline.finish(page(request.fields())));
    }

    private Answer page(Map<String, String> query) {
        int limit = Math.min(MAX, Integer.parseInt(query.getOrDefault("limit", String.valueOf(DEFAULT))));
        var all = timeline.newestFirst();
        var page = timeline.serve(
                isMastodon && query.containsKey("min_id")
                        ? above(all, query.get("min_id"), limit)
                        : below(all, query.get("max_id"), limit));
        var answer = NetworkServer.json(200, page.stream().map(this::status).toList());
        return page.isEmpty() ? answer : answer.withHeader("Link", link(page));
    }

    /** Mastodon compares ids with posts that may be gone. Here what is gone has no place any more, but its time has. */
    private List<DoublePost> above(List<DoublePost> all, String id, int limit) {
        int end = DoubleTimeline.place(all, post -> !timeline.isAbove(post, id));
        int size = timeline.has(TimelineFault.SHORT_PAGES) ? Math.max(1, limit / 2) : limit;
        int last = timeline.has(TimelineFault.DUPLICATES) ? Math.min(all.size(), end + 1) : end;
        return all.subList(Math.max(0, end - size), last);
    }

    private List<DoublePost> below(List<DoublePost> all, @Nullable String id, int limit) {
        if (id == null) {
            return timeline.page(all, 0, limit);
        }
        int from = isMastodon
                ? DoubleTimeline.place(all, post -> timeline.isBelow(post, id))
                : Math.min(
                        all.size(),
                        1 + DoubleTimeline.place(all, post -> post.id().equals(id)));
        return timeline.page(all, from, limit);
    }

    private String link(List<DoublePost> page) {
        var newer = isMastodon ? "min_id" : "since_id";
        return "<" + base + PATH + "?max_id=" + page.getLast().id() + ">; rel=\"next\", <" + base + PATH + "?" + newer
                + "=" + page.getFirst().id() + ">; rel=\"prev\"";
    }

    private Map<String, Object> status(DoublePost post) {
        var status = new LinkedHashMap<String, Object>();
        status.put("id", post.id());
        status.put("uri", base + "/users/" + post.by() + "/statuses/" + post.id());
        status.put("url", base + "/@" + post.by() + "/" + post.id());
        status.put("created_at", post.at().toString());
        status.put("account", account(post.by()));
        status.put("visibility", "public");
        status.put("spoiler_text", "");
        status.put("content", content(post));
        if (post.edits() > 0) {
            status.put("edited_at", edited(post).toString());
        }
        timeline.find(post.of()).ifPresent(of -> {
            if (post.kind() == DoublePost.Kind.REPOST) {
                status.put("reblog", status(of));
            } else {
                status.put("quote", Map.of("state", "accepted", "quoted_status", status(of)));
            }
        });
        return status;
    }

    private static Instant edited(DoublePost post) {
        return post.at().plusSeconds(post.edits());
    }

    private static String content(DoublePost post) {
        var link = post.link() == null ? "" : " <a href=\"" + post.link() + "\"><span>" + post.link() + "</span></a>";
        return "<p>" + post.text() + link + "</p>";
    }

    private Map<String, Object> account(String name) {
        return Map.of(
                "id", name,
                "acct", name,
                "display_name", name,
                "url", base + "/@" + name,
                "uri", base + "/users/" + name);
    }
}
