package org.broadsheet.standalone.demo;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A feed as text for a terminal. */
final class FrontPage {
    private static final int WIDTH = 92;

    private FrontPage() {}

    static void print(DemoClient.Answer feed, DemoClient.Answer hidden, Consumer<String> out) {
        out.accept("");
        out.accept("=".repeat(WIDTH));
        out.accept("  B R O A D S H E E T   " + feed.total() + " articles, " + hidden.total() + " hidden");
        out.accept("=".repeat(WIDTH));
        for (var article : feed.items()) {
            out.accept("  " + cut(article.get("title"), WIDTH - 4));
            out.accept("      " + cut(article.get("domain") + "  |  shared by " + sharers(article), WIDTH - 8));
        }
        if (!hidden.items().isEmpty()) {
            out.accept("-".repeat(WIDTH));
            for (var article : hidden.items()) {
                out.accept("  hidden: " + cut(article.get("title") + "  (" + article.get("rule") + ")", WIDTH - 12));
            }
        }
        out.accept("=".repeat(WIDTH));
        out.accept("");
    }

    private static String sharers(Map<String, Object> article) {
        if (!(article.get("sharers") instanceof List<?> sharers)) {
            return "nobody";
        }
        return String.join(
                ", ",
                sharers.stream()
                        .map(sharer -> sharer instanceof Map<?, ?> map ? String.valueOf(map.get("name")) : "")
                        .toList());
    }

    private static String cut(@org.jspecify.annotations.Nullable Object value, int length) {
        var text = String.valueOf(value);
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }
}
