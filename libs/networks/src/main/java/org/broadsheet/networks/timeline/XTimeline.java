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

/** The home timeline of an account at X, where every post costs. */
public final class XTimeline implements TimelineReader {
    /** What an item may cost: the post, and those that it quotes, answers or reposts, which are charged for too. */
    public static final int MAX_POSTS_PER_ITEM = 3;

    private static final int MAX_PAGE = 100;
    private static final Limits LIMITS = new Limits("x-rate-limit-");

    private final URI api;
    private final String account;
    private final XNames names;
    private final Answers answers = new Answers(LIMITS);

    private XTimeline(URI api, String account, XNames names) {
        this.api = requireNonNull(api, "api");
        this.account = requireNonNull(account, "account");
        this.names = requireNonNull(names, "names");
    }

    /** @param account the id of the token's owner: X gives nobody another's */
    public static XTimeline home(URI api, String account, XNames names) {
        return new XTimeline(api, account, names);
    }

    @Override
    public int maxPage() {
        return MAX_PAGE;
    }

    @Override
    public ApiRequest request(PageQuery query) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("max_results", String.valueOf(Math.min(query.limit(), MAX_PAGE)));
        put(parameters, "since_id", query.since());
        put(parameters, "until_id", query.until());
        put(parameters, "pagination_token", query.older());
        parameters.put(names.parameter(), names.fields());
        parameters.put("expansions", names.expansions());
        parameters.put("user.fields", "username,name,protected,profile_image_url");
        return Paths.page(api, "/2/users/" + Paths.encode(account) + "/timelines/reverse_chronological", parameters);
    }

    private static void put(LinkedHashMap<String, String> parameters, String name, @Nullable String value) {
        if (value != null) {
            parameters.put(name, value);
        }
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
                XTimeline::refusal);
    }

    private static PageResult refusal(ApiResult.Answered answered) {
        var type =
                Tree.parse(answered).map(json -> json.path("type").asText("")).orElse("");
        if (answered.status() == 402 || type.contains("usage-capped") || type.contains("credits")) {
            return new PageResult.Spent();
        }
        return switch (answered.status()) {
            case 401 -> new PageResult.Refused();
            case 403 -> new PageResult.Failed("X does not let the account be read.");
            default -> Answers.broken();
        };
    }

    /** An empty page has no {@code data}; errors beside it speak of posts that others refer to. */
    private static PageResult page(JsonNode json, @Nullable Instant rest, Instant fetchedAt) {
        if (!json.path("data").isArray() && !json.path("meta").isObject()) {
            return Answers.broken();
        }
        var included = new XIncludes(json.path("includes"));
        var items = new ArrayList<PageItem>();
        int unreadable = 0;
        for (var node : Tree.list(json.path("data"))) {
            var id = Tree.id(node, "id");
            if (id.isEmpty()) {
                unreadable++;
            } else {
                items.add(new PageItem(
                        id.get(),
                        new XPost(id.get(), node, included, fetchedAt).toPost().orElse(null)));
            }
        }
        return new PageResult.Page(
                items,
                unreadable,
                Tree.id(json.path("meta"), "next_token").orElse(null),
                Tree.id(json.path("meta"), "newest_id")
                        .orElse(items.isEmpty() ? null : items.getFirst().key()),
                false,
                items.size() + unreadable + included.posts(),
                rest);
    }
}
