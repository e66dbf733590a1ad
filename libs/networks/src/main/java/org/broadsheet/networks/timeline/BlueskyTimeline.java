package org.broadsheet.networks.timeline;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.broadsheet.links.fetch.ApiRequest;
import org.broadsheet.links.fetch.ApiResult;
import org.jspecify.annotations.Nullable;

/** A timeline at the AT Protocol: home, a list, or a feed that someone made. */
public final class BlueskyTimeline implements TimelineReader {
    private static final int MAX_PAGE = 100;
    private static final Set<String> GONE =
            Set.of("UnknownFeed", "UnknownList", "AccountTakedown", "AccountDeactivated", "AccountSuspended");
    private static final Limits LIMITS = new Limits("RateLimit-");

    private final URI api;
    private final String method;
    private final Map<String, String> subject;
    private final Answers answers = new Answers(LIMITS);

    private BlueskyTimeline(URI api, String method, Map<String, String> subject) {
        this.api = requireNonNull(api, "api");
        this.method = method;
        this.subject = subject;
    }

    public static BlueskyTimeline home(URI api) {
        return new BlueskyTimeline(api, "app.bsky.feed.getTimeline", Map.of());
    }

    public static BlueskyTimeline list(URI api, String atUri) {
        return new BlueskyTimeline(api, "app.bsky.feed.getListFeed", Map.of("list", atUri));
    }

    public static BlueskyTimeline feed(URI api, String atUri) {
        return new BlueskyTimeline(api, "app.bsky.feed.getFeed", Map.of("feed", atUri));
    }

    /** Whether its posts are in the order of time; those of a feed that someone made come and go. */
    boolean isChronological() {
        return !subject.containsKey("feed");
    }

    @Override
    public int maxPage() {
        return MAX_PAGE;
    }

    @Override
    public ApiRequest request(PageQuery query) {
        var parameters = new LinkedHashMap<>(subject);
        parameters.put("limit", String.valueOf(Math.min(query.limit(), MAX_PAGE)));
        if (query.older() != null) {
            parameters.put("cursor", query.older());
        }
        return Paths.page(api, "/xrpc/" + method, parameters);
    }

    @Override
    public PageResult read(ApiResult result, Instant fetchedAt) {
        if (!(result instanceof ApiResult.Answered answered)) {
            return answers.read(result, fetchedAt, json -> Answers.broken(), other -> Answers.broken());
        }
        return answers.read(
                answered,
                fetchedAt,
                json -> page(json, LIMITS.restUntil(answered, fetchedAt), fetchedAt),
                BlueskyTimeline::refusal);
    }

    /** Token errors are answered with 400, and taken-down accounts with 401. */
    private static PageResult refusal(ApiResult.Answered answered) {
        var error =
                Tree.parse(answered).map(json -> json.path("error").asText("")).orElse("");
        if (GONE.contains(error)) {
            return new PageResult.Gone();
        }
        boolean token = error.equals("ExpiredToken") || error.equals("InvalidToken");
        return answered.status() == 401 || answered.status() == 400 && token
                ? new PageResult.Refused()
                : Answers.broken();
    }

    private static PageResult page(JsonNode json, @Nullable Instant rest, Instant fetchedAt) {
        if (!json.path("feed").isArray()) {
            return Answers.broken();
        }
        var items = new ArrayList<PageItem>();
        int unreadable = 0;
        for (var node : Tree.list(json.path("feed"))) {
            var item = new BlueskyItem(node, fetchedAt);
            if (item.key().isEmpty()) {
                unreadable++;
            } else {
                items.add(new PageItem(item.key().get(), item.toPost().orElse(null)));
            }
        }
        return new PageResult.Page(
                items,
                unreadable,
                Tree.text(json, "cursor").orElse(null),
                null,
                false,
                items.size() + unreadable,
                rest);
    }
}
