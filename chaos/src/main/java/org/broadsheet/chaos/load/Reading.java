package org.broadsheet.chaos.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads lists to their end, page after page, as often as a page needs. */
public final class Reading {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(300);
    /** More than any list of a run has; a service that never ends a list must not keep the rig for ever. */
    private static final int MOST_ITEMS = 20_000;

    private Reading() {}

    /** All articles of a list, read on by its cursor; empty if a page could not be had in time. */
    public static Optional<List<Article>> articles(Api api, String path, int size) {
        return articles(api, path, size, page -> {});
    }

    /** @param between called after each page */
    static Optional<List<Article>> articles(Api api, String path, int size, Consumer<List<Article>> between) {
        return items(api, path, size, page -> between.accept(of(page))).map(Reading::of);
    }

    private static List<Article> of(List<JsonNode> items) {
        return items.stream().map(Article::of).toList();
    }

    /** All items of a list, read on by its cursor or, where it has none, by number. */
    public static Optional<List<JsonNode>> items(Api api, String path, int size) {
        return items(api, path, size, page -> {});
    }

    private static Optional<List<JsonNode>> items(Api api, String path, int size, Consumer<List<JsonNode>> between) {
        var items = new ArrayList<JsonNode>();
        var base = path + (path.contains("?") ? "&" : "?") + "size=" + size;
        var next = base;
        for (int number = 2; ; number++) {
            var page = one(api, next);
            if (page.isEmpty()) {
                return Optional.empty();
            }
            var found = new ArrayList<JsonNode>();
            page.get().path("items").forEach(found::add);
            items.addAll(found);
            between.accept(found);
            var cursor = page.get().path("next");
            boolean last = cursor.isTextual()
                    ? found.isEmpty()
                    : items.size() >= page.get().path("totalItems").asLong(0)
                            || found.isEmpty()
                            || path.startsWith("feed?");
            if (last || items.size() > MOST_ITEMS) {
                return Optional.of(items);
            }
            next = base
                    + (cursor.isTextual()
                            ? "&cursor=" + URLEncoder.encode(cursor.asText(), StandardCharsets.UTF_8)
                            : "&page=" + number);
        }
    }

    /** One thing, asked for until it is answered; empty if it is not in time. */
    public static Optional<JsonNode> one(Api api, String path) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline && !Thread.currentThread().isInterrupted()) {
            if (api.get(path) instanceof Reply.Answered answered && answered.isGood()) {
                return Optional.of(answered.data());
            }
            Pause.of(PAUSE);
        }
        return Optional.empty();
    }
}
