package org.broadsheet.links;

import static java.util.Comparator.comparing;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The folded form of a URL, whose hash is the link key: no scheme, the host without its {@code www.} and its like, AMP
 * and mobile pages as their article, the query sorted. It is never opened. The path keeps its case.
 */
final class LinkFolding {
    private static final Set<String> HOST_PREFIXES = Set.of("www.", "m.", "mobile.", "amp.");
    private static final Pattern MOBILE_WIKI = Pattern.compile("^([a-z-]+)\\.m\\.((?:wikipedia|wiktionary)\\.org)$");
    private static final Pattern AMP_PATH = Pattern.compile("(/|\\.)amp(\\.html?)?/?$");
    private static final Pattern ARXIV_PDF = Pattern.compile("^/pdf/(.+?)(\\.pdf)?$");
    private static final Set<String> REDDIT_FACES = Set.of("old.reddit.com", "new.reddit.com", "np.reddit.com");
    private static final Set<String> X_FACES = Set.of("twitter.com", "mobile.twitter.com");

    private LinkFolding() {}

    static String fold(WebUrl url) {
        var sited = site(url.withHost(host(url.host())));
        var article = QueryPair.without(sited.withPath(path(sited.path())), LinkFolding::isAmp);
        String query = query(article.query());
        return article.authority()
                + article.path()
                + (query.isEmpty() ? "" : "?" + query)
                + (article.hasRoute() ? "#" + article.fragment() : "");
    }

    private static String host(String host) {
        String folded = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        var wiki = MOBILE_WIKI.matcher(folded);
        if (wiki.matches()) {
            return wiki.group(1) + "." + wiki.group(2);
        }
        if (REDDIT_FACES.contains(folded)) {
            return "reddit.com";
        }
        for (String prefix : HOST_PREFIXES) {
            // What is left must still be a site: amp.dev and www.github.io are their own names.
            if (folded.startsWith(prefix)
                    && RegistrableDomain.of(folded.substring(prefix.length())).isPresent()) {
                return host(folded.substring(prefix.length()));
            }
        }
        return X_FACES.contains(folded) ? "x.com" : folded;
    }

    private static WebUrl site(WebUrl url) {
        return switch (url.host()) {
            case "youtube.com", "youtu.be", "youtube-nocookie.com", "music.youtube.com" -> YouTubeAddress.watch(url);
            case "arxiv.org" -> url.withPath(ARXIV_PDF.matcher(url.path()).replaceFirst("/abs/$1"));
            default -> url;
        };
    }

    private static String path(String path) {
        String folded = PercentCoding.fold(path);
        String article = AMP_PATH.matcher(folded).replaceFirst("");
        String trimmed = article.isEmpty() ? folded : article;
        return trimmed.length() > 1 && trimmed.endsWith("/") ? trimmed.substring(0, trimmed.length() - 1) : trimmed;
    }

    private static boolean isAmp(QueryPair pair) {
        return switch (pair.lowerName()) {
            case "amp" -> pair.value() == null || Set.of("1", "true", "").contains(pair.decodedValue());
            case "outputtype" -> pair.decodedValue().equals("amp");
            default -> false;
        };
    }

    private static String query(@Nullable String query) {
        List<QueryPair> pairs = QueryPair.of(query).stream()
                .filter(pair -> pair.value() == null || !pair.value().isEmpty())
                .map(LinkFolding::foldPair)
                .sorted(comparing(QueryPair::name))
                .toList();
        return QueryPair.join(pairs);
    }

    private static QueryPair foldPair(QueryPair pair) {
        return new QueryPair(foldPlus(pair.name()), pair.value() == null ? null : foldPlus(pair.value()));
    }

    private static String foldPlus(String encoded) {
        return PercentCoding.fold(encoded.replace("+", "%20"));
    }
}
