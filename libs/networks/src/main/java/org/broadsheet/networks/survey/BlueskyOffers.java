package org.broadsheet.networks.survey;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.broadsheet.links.fetch.ApiResult;
import org.broadsheet.networks.timeline.Paths;
import org.broadsheet.networks.timeline.Tree;
import org.jspecify.annotations.Nullable;

/**
 * The feeds and lists that someone saved at Bluesky, and the lists that they made. Preferences name them by address alone, so
 * their titles are asked for; a saved feed that has none is gone.
 */
final class BlueskyOffers extends Asking {
    private static final String FEED = "/app.bsky.feed.generator/";
    private static final String LIST = "/app.bsky.graph.list/";
    /** So many feeds are asked for their titles at once. */
    private static final int TITLES = 25;

    private final URI api;
    private final String did;
    private final Set<String> saved = new LinkedHashSet<>();
    private final Deque<List<String>> untitled = new ArrayDeque<>();
    private final Map<String, String> titles = new HashMap<>();
    private final Set<String> own = new LinkedHashSet<>();
    private boolean isBegun;
    private boolean hasLists = true;
    private @Nullable String cursor;

    BlueskyOffers(URI api, String did) {
        super(SurveyPart.TIMELINES, BlueskyWords.LIMITS);
        this.api = api;
        this.did = did;
    }

    @Override
    Optional<URI> address() {
        if (!isBegun) {
            return Optional.of(api.resolve(BlueskyWords.PREFERENCES));
        }
        if (!untitled.isEmpty()) {
            return Optional.of(api.resolve(untitled.getFirst().stream()
                    .map(feed -> "feeds=" + Paths.encode(feed))
                    .collect(Collectors.joining("&", "/xrpc/app.bsky.feed.getFeedGenerators?", ""))));
        }
        return hasLists && own.size() < MAX_TIMELINES
                ? Optional.of(api.resolve("/xrpc/app.bsky.graph.getLists?actor=" + Paths.encode(did) + "&limit="
                        + BlueskyMuted.PAGE + (cursor == null ? "" : "&cursor=" + Paths.encode(cursor))))
                : Optional.empty();
    }

    @Override
    boolean read(JsonNode json, ApiResult.Answered answered, Instant now) {
        if (!isBegun) {
            isBegun = true;
            return readPreferences(json.path("preferences"));
        }
        if (!untitled.isEmpty()) {
            untitled.removeFirst();
            return readTitles(json.path("feeds"));
        }
        return readLists(json);
    }

    private boolean readPreferences(JsonNode preferences) {
        var all = Tree.list(preferences, BlueskyWords.MAX_PREFERENCES);
        var current = all.stream().filter(one -> isOf(one, "savedFeedsPrefV2")).findFirst();
        current.ifPresentOrElse(
                now -> Tree.list(now.path("items"), MAX_TIMELINES * 2).forEach(item -> save(item.path("value"))),
                () -> all.stream().filter(one -> isOf(one, "savedFeedsPref")).forEach(before -> {
                    Tree.list(before.path("pinned"), MAX_TIMELINES).forEach(this::save);
                    Tree.list(before.path("saved"), MAX_TIMELINES).forEach(this::save);
                }));
        var feeds = saved.stream().filter(uri -> uri.contains(FEED)).toList();
        for (int first = 0; first < feeds.size(); first += TITLES) {
            untitled.add(feeds.subList(first, Math.min(feeds.size(), first + TITLES)));
        }
        return preferences.isArray();
    }

    private static boolean isOf(JsonNode preference, String type) {
        return preference.path("$type").asText("").equals("app.bsky.actor.defs#" + type);
    }

    /** The home timeline is among them, under a name that is no address. */
    private void save(JsonNode value) {
        var uri = value.asText("");
        boolean isAddress = uri.startsWith("at://") && (uri.contains(FEED) || uri.contains(LIST));
        if (isAddress && uri.length() <= 240 && saved.size() < MAX_TIMELINES) {
            saved.add(uri);
        }
    }

    private boolean readTitles(JsonNode feeds) {
        for (var feed : Tree.list(feeds, TITLES)) {
            Tree.id(feed, "uri")
                    .ifPresent(uri ->
                            titles.put(uri, Tree.text(feed, "displayName").orElse(lastOf(uri))));
        }
        return feeds.isArray();
    }

    private boolean readLists(JsonNode json) {
        for (var list : Tree.list(json.path("lists"), BlueskyMuted.PAGE)) {
            if (list.path("purpose").asText("").equals("app.bsky.graph.defs#curatelist")) {
                Tree.id(list, "uri").filter(uri -> uri.contains(LIST)).ifPresent(uri -> {
                    own.add(uri);
                    titles.put(uri, Tree.text(list, "name").orElse(lastOf(uri)));
                });
            }
        }
        cursor = Tree.text(json, "cursor").orElse(null);
        hasLists = cursor != null;
        return json.path("lists").isArray();
    }

    private static String lastOf(String uri) {
        return uri.substring(uri.lastIndexOf('/') + 1);
    }

    @Override
    Finding.Found found() {
        var offers = new Offers();
        var all = new ArrayList<>(saved);
        all.addAll(own);
        for (var uri : all) {
            var title = titles.get(uri);
            if (uri.contains(LIST)) {
                offers.add("list/" + uri, title == null ? "List " + lastOf(uri) : title);
            } else if (title != null) {
                offers.add("feed/" + uri, title);
            }
        }
        return Finding.Found.timelines(offers.toList());
    }
}
