package org.broadsheet.testing.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.broadsheet.testing.Answer;
import org.broadsheet.testing.ReceivedRequest;
import org.jspecify.annotations.Nullable;

/**
 * What the account of a Mastodon server has besides its timeline: lists, filters, muted and blocked accounts, blocked
 * domains. Accounts and domains come in pages, joined by {@code Link} headers whose ids are those of the relation.
 */
public final class MastodonHoldings {
    public static final String LISTS = "/api/v1/lists";
    public static final String FILTERS = "/api/v2/filters";
    public static final String OLD_FILTERS = "/api/v1/filters";
    public static final String MUTES = "/api/v1/mutes";
    public static final String BLOCKS = "/api/v1/blocks";
    public static final String DOMAIN_BLOCKS = "/api/v1/domain_blocks";

    private final List<Map<String, Object>> lists = new CopyOnWriteArrayList<>();
    private final List<Map<String, Object>> filters = new CopyOnWriteArrayList<>();
    private final List<Map<String, Object>> oldFilters = new CopyOnWriteArrayList<>();
    private final List<Object> mutes = new CopyOnWriteArrayList<>();
    private final List<Object> blocks = new CopyOnWriteArrayList<>();
    private final List<Object> domains = new CopyOnWriteArrayList<>();
    private final Map<String, Answer> instead = new ConcurrentHashMap<>();
    private final MastodonServer server;

    private MastodonHoldings(MastodonServer server) {
        this.server = server;
        on(LISTS, request -> NetworkServer.json(200, lists));
        on(FILTERS, request -> NetworkServer.json(200, filters));
        on(OLD_FILTERS, request -> NetworkServer.json(200, oldFilters));
        on(MUTES, request -> page(request, MUTES, mutes, 40, 80));
        on(BLOCKS, request -> page(request, BLOCKS, blocks, 40, 80));
        on(DOMAIN_BLOCKS, request -> page(request, DOMAIN_BLOCKS, domains, 100, 200));
    }

    public static MastodonHoldings at(MastodonServer server) {
        return new MastodonHoldings(server);
    }

    private void on(String path, Function<ReceivedRequest, Answer> script) {
        server.server().on(path, request -> {
            var other = instead.get(path);
            if (other != null) {
                return other;
            }
            return server.isAuthorized(request)
                    ? script.apply(request)
                    : NetworkServer.error(401, "The access token is invalid");
        });
    }

    /** From now on a path answers this, to whomever. */
    public void answer(String path, Answer answer) {
        instead.put(path, answer);
    }

    /** A path answers as it should again. */
    public void heal(String path) {
        instead.remove(path);
    }

    public void list(String id, String title) {
        lists.add(Map.of("id", id, "title", title, "replies_policy", "list", "exclusive", false));
    }

    /** A filter of one keyword. @param until an RFC 3339 time, null for never */
    public void filter(String keyword, boolean whole, String action, String context, @Nullable String until) {
        var filter = new LinkedHashMap<String, Object>();
        filter.put("id", String.valueOf(filters.size()));
        filter.put("title", "a filter");
        filter.put("context", List.of(context, "public"));
        filter.put("expires_at", until);
        filter.put("filter_action", action);
        filter.put("keywords", List.of(Map.of("id", "1", "keyword", keyword, "whole_word", whole)));
        filter.put("statuses", List.of());
        filters.add(filter);
    }

    /** A filter as servers before 4.0 have it. */
    public void oldFilter(String phrase, boolean whole) {
        var filter = new LinkedHashMap<String, Object>();
        filter.put("id", String.valueOf(oldFilters.size()));
        filter.put("phrase", phrase);
        filter.put("context", List.of("home"));
        filter.put("whole_word", whole);
        filter.put("expires_at", null);
        filter.put("irreversible", false);
        oldFilters.add(filter);
    }

    public void clearFilters() {
        filters.clear();
    }

    /** @param acct {@code name@server} */
    public void mute(String acct, @Nullable String until) {
        var account = account(acct);
        account.put("mute_expires_at", until);
        mutes.add(account);
    }

    public void block(String acct) {
        blocks.add(account(acct));
    }

    public void blockDomain(String name) {
        domains.add(name);
    }

    private static Map<String, Object> account(String acct) {
        int at = acct.indexOf('@');
        var base = "https://" + acct.substring(at + 1);
        var name = acct.substring(0, at);
        var account = new LinkedHashMap<String, Object>();
        account.put("id", acct);
        account.put("username", name);
        account.put("acct", acct);
        account.put("display_name", name);
        account.put("url", base + "/@" + name);
        account.put("uri", base + "/users/" + name);
        return account;
    }

    private Answer page(ReceivedRequest request, String path, List<Object> all, int usual, int most) {
        var query = request.fields();
        int limit = Math.min(most, Integer.parseInt(query.getOrDefault("limit", String.valueOf(usual))));
        int from = query.containsKey("max_id") ? Integer.parseInt(query.getOrDefault("max_id", "0")) : 0;
        int end = Math.min(all.size(), from + limit);
        var answer = NetworkServer.json(200, all.subList(Math.min(from, end), end));
        return end == all.size()
                ? answer
                : answer.withHeader(
                        "Link",
                        "<https://elsewhere.example" + path + "?limit=" + limit + "&max_id=" + end
                                + ">; rel=\"next\", <https://elsewhere.example" + path + "?since_id=1>; rel=\"prev\"");
    }
}
