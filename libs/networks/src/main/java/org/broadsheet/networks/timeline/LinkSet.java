package org.broadsheet.networks.timeline;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.broadsheet.links.PlainText;
import org.broadsheet.links.WebUrl;
import org.jspecify.annotations.Nullable;

/** Collects the links of a post: each address once, without those that are no links of it. */
final class LinkSet {
    static final int MAX_LINKS = 50;
    private static final int MAX_TITLE = 500;

    private final Map<String, @Nullable String> titles = new LinkedHashMap<>();
    private final Map<String, String> written = new LinkedHashMap<>();
    private final Set<String> excluded = new HashSet<>();

    /** An address that is no link, whoever names it, before or after. */
    void exclude(@Nullable String url) {
        if (url != null && WebUrl.parse(url) instanceof WebUrl known) {
            excluded.add(key(known));
        }
    }

    void add(@Nullable String url, @Nullable String title) {
        if (url == null || !(WebUrl.parse(url) instanceof WebUrl link)) {
            return;
        }
        var key = key(link);
        if (written.size() < MAX_LINKS * 2) {
            written.putIfAbsent(key, url.strip());
        }
        if (written.containsKey(key) && titles.get(key) == null) {
            titles.put(key, PlainText.cut(title, MAX_TITLE));
        }
    }

    private static String key(WebUrl url) {
        return url.withoutFragment().toString();
    }

    List<PostLink> toList() {
        return written.entrySet().stream()
                .filter(link -> !excluded.contains(link.getKey()))
                .limit(MAX_LINKS)
                .map(link -> new PostLink(
                        link.getValue(),
                        Optional.ofNullable(titles.get(link.getKey())).orElse(null)))
                .toList();
    }
}
