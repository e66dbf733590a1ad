package org.broadsheet.ingest.article;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;

/**
 * The {@code meta} elements of a page, by {@code property}, {@code name} or {@code itemprop}, which sites mix up; one
 * attribute may hold several names. The first of a name counts.
 */
final class MetaTags {
    private final Map<String, String> values = new HashMap<>();

    private MetaTags() {}

    static MetaTags of(Document page) {
        var tags = new MetaTags();
        page.select("meta[content]").forEach(meta -> {
            String content = meta.attr("content").strip();
            if (!content.isEmpty()) {
                Stream.of("property", "name", "itemprop", "http-equiv")
                        .flatMap(attribute -> Stream.of(meta.attr(attribute).split("\\s+")))
                        .filter(name -> !name.isEmpty())
                        .forEach(name -> tags.values.putIfAbsent(normal(name), content));
            }
        });
        return tags;
    }

    /** {@code og.title} and {@code OG:Title} are {@code og:title}. */
    private static String normal(String name) {
        return name.toLowerCase(Locale.ROOT).replace('.', ':');
    }

    /** The value of the first of these names that has one. */
    Optional<String> first(List<String> names) {
        return all(names).findFirst();
    }

    /** The values of these names, in this order. */
    Stream<String> all(List<String> names) {
        return names.stream().flatMap(name -> Optional.ofNullable(values.get(normal(name))).stream());
    }
}
