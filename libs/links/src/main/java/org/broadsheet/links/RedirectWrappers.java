package org.broadsheet.links;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Pages that only send the reader on, and carry the target in their own URL: by host and path, never by guess. Archives
 * and translations are pages of their own and stay.
 */
final class RedirectWrappers {
    private static final int MAX_DEPTH = 5;
    private static final Pattern AMP_CACHE = Pattern.compile("^/[a-z]/(s/)?([^/]+)(/.*)?$");
    private static final Pattern GOOGLE_AMP = Pattern.compile("^/amp/(s/)?([^/]+\\.[^/]+)(/.*)?$");
    private static final Pattern URL_DEFENSE = Pattern.compile("^/v3/__(.+?)__;.*$");

    private static final List<Wrapper> WRAPPERS = List.of(
            new Wrapper(host -> HostMatch.isCountrySite(host, "google"), "/url", List.of("url", "q")),
            below("facebook.com", "/l.php", "u"),
            below("instagram.com", "/", "u"),
            below("threads.net", "/", "u"),
            below("threads.com", "/", "u"),
            below("out.reddit.com", "/", "url"),
            below("youtube.com", "/redirect", "q"),
            below("slack-redir.net", "/link", "url"),
            below("steamcommunity.com", "/linkfilter/", "url", "u"),
            below("vk.com", "/away.php", "to"),
            below("t.umblr.com", "/redirect", "z"),
            below("duckduckgo.com", "/l/", "uddg"),
            below("disq.us", "/url", "url"),
            below("linkedin.com", "/redir/redirect", "url"),
            below("exit.sc", "/", "url"),
            below("medium.com", "/r/", "url"),
            below("getpocket.com", "/redirect", "url"),
            below("flipboard.com", "/redirect", "url"),
            below("safelinks.protection.outlook.com", "/", "url"),
            below("gate.sc", "/", "url"),
            below("l.messenger.com", "/l.php", "u"),
            below("tracking.feedpress.it", "/link", "url"));

    private RedirectWrappers() {}

    /** The innermost target, or the URL itself. */
    static WebUrl unwrap(WebUrl url) {
        var current = url;
        for (int depth = 0; depth < MAX_DEPTH; depth++) {
            var target = target(current).flatMap(RedirectWrappers::parse);
            if (target.isEmpty()) {
                return current;
            }
            current = target.get();
        }
        return current;
    }

    private static Optional<String> target(WebUrl url) {
        return WRAPPERS.stream()
                .filter(wrapper -> wrapper.matches(url))
                .flatMap(wrapper -> wrapper.target(url).stream())
                .findFirst()
                .or(() -> wholeQuery(url))
                .or(() -> ampCache(url))
                .or(() -> urlDefense(url));
    }

    private static Optional<WebUrl> parse(String target) {
        return WebUrl.parse(target) instanceof WebUrl url ? Optional.of(url) : Optional.empty();
    }

    private static Optional<String> wholeQuery(WebUrl url) {
        return url.host().equals("href.li") && url.query() != null ? Optional.of(url.query()) : Optional.empty();
    }

    private static Optional<String> ampCache(WebUrl url) {
        var pattern = HostMatch.isBelow(url.host(), "cdn.ampproject.org")
                ? AMP_CACHE
                : HostMatch.isCountrySite(url.host(), "google") ? GOOGLE_AMP : null;
        if (pattern == null) {
            return Optional.empty();
        }
        var parts = pattern.matcher(url.requestTarget());
        return parts.matches()
                ? Optional.of((parts.group(1) == null ? "http://" : "https://")
                        + parts.group(2)
                        + (parts.group(3) == null ? "/" : parts.group(3)))
                : Optional.empty();
    }

    private static Optional<String> urlDefense(WebUrl url) {
        if (!HostMatch.isBelow(url.host(), "urldefense.com")) {
            return Optional.empty();
        }
        var parts = URL_DEFENSE.matcher(url.requestTarget());
        // Their mark for a replaced character is an asterisk: such a target can't be told from the URL alone.
        return parts.matches() && parts.group(1).indexOf('*') < 0
                ? Optional.of(parts.group(1).replaceFirst("^(https?):/(?!/)", "$1://"))
                : Optional.empty();
    }

    private static Wrapper below(String domain, String path, String... parameters) {
        return new Wrapper(host -> HostMatch.isBelow(host, domain), path, List.of(parameters));
    }

    /** @param path exactly this, with or without its last slash */
    private record Wrapper(Predicate<String> host, String path, List<String> parameters) {

        boolean matches(WebUrl url) {
            return samePath(url.path()) && host.test(url.host());
        }

        private boolean samePath(String other) {
            return other.equals(path) || path.endsWith("/") && (other + "/").equals(path);
        }

        Optional<String> target(WebUrl url) {
            return parameters.stream()
                    .flatMap(name -> QueryPair.value(url, name).stream())
                    .findFirst();
        }
    }
}
