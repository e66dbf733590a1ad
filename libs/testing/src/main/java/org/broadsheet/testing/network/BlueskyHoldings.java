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

/** What an account of Bluesky has besides its timeline: saved feeds, lists, muted words and accounts. */
public final class BlueskyHoldings {
    public static final String PREFERENCES = "/xrpc/app.bsky.actor.getPreferences";
    public static final String GENERATORS = "/xrpc/app.bsky.feed.getFeedGenerators";
    public static final String LISTS = "/xrpc/app.bsky.graph.getLists";
    public static final String MUTES = "/xrpc/app.bsky.graph.getMutes";
    private static final String DEFS = "app.bsky.actor.defs#";

    private final List<Map<String, Object>> saved = new CopyOnWriteArrayList<>();
    private final List<String> savedBefore = new CopyOnWriteArrayList<>();
    private final Map<String, String> generators = new ConcurrentHashMap<>();
    private final List<Map<String, Object>> lists = new CopyOnWriteArrayList<>();
    private final List<Map<String, Object>> words = new CopyOnWriteArrayList<>();
    private final List<Map<String, Object>> mutes = new CopyOnWriteArrayList<>();
    private final Map<String, Answer> instead = new ConcurrentHashMap<>();
    private final BlueskyNetwork network;

    private BlueskyHoldings(BlueskyNetwork network) {
        this.network = network;
        on(PREFERENCES, request -> preferences());
        on(GENERATORS, this::generators);
        on(LISTS, request -> page(request, "lists", lists));
        on(MUTES, request -> page(request, "mutes", mutes));
    }

    public static BlueskyHoldings at(BlueskyNetwork network) {
        return new BlueskyHoldings(network);
    }

    private void on(String path, Function<ReceivedRequest, Answer> script) {
        network.pds().on(path, request -> {
            var other = instead.get(path);
            if (other != null) {
                return other;
            }
            return network.sessions().isAuthorized(request)
                    ? script.apply(request)
                    : network.authorization().resource(request, () -> script.apply(request));
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

    /** The address of a feed. */
    public static String feed(String key) {
        return "at://did:plc:feedmaker/app.bsky.feed.generator/" + key;
    }

    /** The address of a list of this account. */
    public static String list(String key) {
        return "at://" + BlueskyNetwork.DID + "/app.bsky.graph.list/" + key;
    }

    /** @param type {@code feed}, {@code list} or {@code timeline} */
    public void save(String type, String value) {
        saved.add(Map.of("id", "3k" + saved.size(), "type", type, "value", value, "pinned", saved.isEmpty()));
    }

    /** In the preference from before. */
    public void saveBefore(String feed) {
        savedBefore.add(feed);
    }

    /** The feed is there, under this name. */
    public void generate(String feed, String name) {
        generators.put(feed, name);
    }

    /** @param purpose {@code curatelist} or {@code modlist} */
    public void makeList(String key, String name, String purpose) {
        lists.add(Map.of("uri", list(key), "cid", "bafy", "name", name, "purpose", "app.bsky.graph.defs#" + purpose));
    }

    public void muteWord(String value, List<String> targets, String actors, @Nullable String until) {
        var word = new LinkedHashMap<String, Object>();
        word.put("id", "3k" + words.size());
        word.put("value", value);
        word.put("targets", targets);
        word.put("actorTarget", actors);
        if (until != null) {
            word.put("expiresAt", until);
        }
        words.add(word);
    }

    public void mute(String did, String handle) {
        mutes.add(Map.of("did", did, "handle", handle));
    }

    private Answer preferences() {
        var all = new CopyOnWriteArrayList<Map<String, Object>>();
        all.add(Map.of("$type", DEFS + "adultContentPref", "enabled", false));
        all.add(Map.of("$type", DEFS + "savedFeedsPref", "pinned", savedBefore, "saved", savedBefore));
        if (!saved.isEmpty()) {
            all.add(Map.of("$type", DEFS + "savedFeedsPrefV2", "items", saved));
        }
        all.add(Map.of("$type", DEFS + "mutedWordsPref", "items", words));
        return NetworkServer.json(200, Map.of("preferences", all));
    }

    private Answer generators(ReceivedRequest request) {
        var asked = request.values("feeds");
        return asked.isEmpty() || asked.size() > 25
                ? NetworkServer.error(400, "InvalidRequest")
                : NetworkServer.json(
                        200,
                        Map.of(
                                "feeds",
                                asked.stream()
                                        .filter(generators::containsKey)
                                        .map(feed -> Map.of("uri", feed, "displayName", generators.get(feed)))
                                        .toList()));
    }

    private static Answer page(ReceivedRequest request, String name, List<Map<String, Object>> all) {
        var query = request.fields();
        int limit = Integer.parseInt(query.getOrDefault("limit", "50"));
        if (limit < 1 || limit > 100) {
            return NetworkServer.error(400, "InvalidRequest");
        }
        int from = Integer.parseInt(query.getOrDefault("cursor", "0"));
        int end = Math.min(all.size(), from + limit);
        var answer = new LinkedHashMap<String, Object>();
        answer.put(name, all.subList(Math.min(from, end), end));
        if (end < all.size()) {
            answer.put("cursor", String.valueOf(end));
        }
        return NetworkServer.json(200, answer);
    }
}
