package org.broadsheet.links;

import java.util.Optional;
import java.util.regex.Pattern;

/** One video, one address: short, embedded, live and watch pages all lead to {@code youtube.com/watch?v=ID}. */
final class YouTubeAddress {
    private static final Pattern SHORT = Pattern.compile("^/([A-Za-z0-9_-]{6,})$");
    private static final Pattern PAGE = Pattern.compile("^/(?:shorts|embed|live|v)/([A-Za-z0-9_-]{6,})/?$");

    private YouTubeAddress() {}

    static WebUrl watch(WebUrl url) {
        return video(url)
                .map(id -> new WebUrl(url.scheme(), "youtube.com", -1, "/watch", "v=" + id, null))
                .orElse(url);
    }

    private static Optional<String> video(WebUrl url) {
        if (url.path().equals("/watch")) {
            return QueryPair.value(url, "v");
        }
        var id = (url.host().equals("youtu.be") ? SHORT : PAGE).matcher(url.path());
        return id.matches() ? Optional.of(id.group(1)) : Optional.empty();
    }
}
