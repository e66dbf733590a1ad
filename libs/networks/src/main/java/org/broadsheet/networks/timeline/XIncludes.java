package org.broadsheet.networks.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an answer of X adds to its posts: who wrote them, and what they refer to. */
final class XIncludes {
    private static final int MAX = 1_000;

    private final Map<String, JsonNode> users = new HashMap<>();
    private final Map<String, JsonNode> posts = new HashMap<>();

    XIncludes(JsonNode includes) {
        index(includes.path("users"), users);
        index(includes.path("posts"), posts);
        index(includes.path("tweets"), posts);
    }

    private static void index(JsonNode list, Map<String, JsonNode> byId) {
        for (var node : list) {
            if (byId.size() < MAX) {
                Tree.id(node, "id").ifPresent(id -> byId.put(id, node));
            }
        }
    }

    int posts() {
        return posts.size();
    }

    Optional<JsonNode> post(String id) {
        return Optional.ofNullable(posts.get(id));
    }

    private Optional<JsonNode> user(JsonNode post) {
        return Tree.id(post, "author_id").flatMap(id -> Optional.ofNullable(users.get(id)));
    }

    boolean isProtected(JsonNode post) {
        return user(post).map(user -> user.path("protected").asBoolean(false)).orElse(false);
    }

    /** Who wrote a post; by their id alone where X left them out. */
    Optional<NetworkAccount> author(JsonNode post) {
        return Tree.id(post, "author_id").map(id -> {
            var user = user(post);
            var handle = user.flatMap(known -> Tree.id(known, "username")).orElse(id);
            return new NetworkAccount(
                    id,
                    user.flatMap(known -> Tree.name(known, "name")).orElse(handle),
                    handle,
                    user.map(known -> Tree.https(known, "profile_image_url")).orElse(null),
                    List.of());
        });
    }
}
