package org.broadsheet.networks.timeline;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.broadsheet.links.fetch.ApiRequest;
import org.broadsheet.links.fetch.ApiResult;
import org.jspecify.annotations.Nullable;

/** A timeline of a server with Mastodon's client API: home, or a list. */
public final class MastodonTimeline implements TimelineReader {
    private static final int MAX_PAGE = 40;
    private static final Limits LIMITS = new Limits("X-RateLimit-");

    private final URI api;
    private final @Nullable String list;
    private final Answers answers = new Answers(LIMITS);

    private MastodonTimeline(URI api, @Nullable String list) {
        this.api = requireNonNull(api, "api");
        this.list = list;
    }

    public static MastodonTimeline home(URI api) {
        return new MastodonTimeline(api, null);
    }

    public static MastodonTimeline list(URI api, String id) {
        return new MastodonTimeline(api, requireNonNull(id, "id"));
    }

    @Override
    public int maxPage() {
        return MAX_PAGE;
    }

    @Override
    public ApiRequest request(PageQuery query) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("limit", String.valueOf(Math.min(query.limit(), MAX_PAGE)));
        if (query.above() != null) {
            parameters.put("min_id", query.above());
        }
        if (query.older() != null) {
            parameters.put("max_id", query.older());
        }
        var path = list == null ? "home" : "list/" + Paths.encode(list);
        return Paths.page(api, "/api/v1/timelines/" + path, parameters);
    }

    @Override
    public PageResult read(ApiResult result, Instant fetchedAt) {
        if (!(result instanceof ApiResult.Answered answered)) {
            return answers.read(result, fetchedAt, json -> Answers.broken(), other -> Answers.broken());
        }
        return answers.read(answered, fetchedAt, json -> page(json, answered, fetchedAt), this::refusal);
    }

    private PageResult refusal(ApiResult.Answered answered) {
        return switch (answered.status()) {
            case 206 -> new PageResult.Cold();
            case 401 -> new PageResult.Refused();
            case 403 -> new PageResult.Failed("The server does not let the account be read.");
            case 404, 410 -> list == null ? Answers.broken() : new PageResult.Gone();
            default -> Answers.broken();
        };
    }

    private PageResult page(JsonNode json, ApiResult.Answered answered, Instant fetchedAt) {
        if (!json.isArray()) {
            return Answers.broken();
        }
        var items = new ArrayList<PageItem>();
        int unreadable = 0;
        for (var status : Tree.list(json)) {
            var id = Tree.id(status, "id");
            if (id.isEmpty()) {
                unreadable++;
            } else {
                items.add(new PageItem(
                        id.get(),
                        new MastodonStatus(status, api, fetchedAt).toPost().orElse(null)));
            }
        }
        var links = new LinkHeader(answered);
        var above = links.parameter("prev", "min_id");
        return new PageResult.Page(
                items,
                unreadable,
                links.parameter("next", "max_id")
                        .orElse(items.isEmpty() ? null : items.getLast().key()),
                above.or(() -> links.parameter("prev", "since_id"))
                        .orElse(items.isEmpty() ? null : items.getFirst().key()),
                above.isPresent(),
                items.size() + unreadable,
                LIMITS.restUntil(answered, fetchedAt));
    }
}
