package org.broadsheet.networks;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.broadsheet.links.WebUrl;

/** Servers, as people and documents name them. */
final class Origins {
    private Origins() {}

    /**
     * The origin of a server as a reader types it: {@code social.example}, {@code https://social.example/@ann}, or an
     * account there, {@code @ann@social.example}. https unless they say otherwise.
     */
    static Optional<URI> typed(String text) {
        var stripped = text.strip();
        if (stripped.contains("://")) {
            return parse(stripped);
        }
        return parse("https://" + stripped.substring(stripped.lastIndexOf('@') + 1));
    }

    /** The origin of a URL that has nothing more, as documents name servers. */
    static Optional<URI> exact(String text) {
        return parse(text).filter(origin -> text.equals(origin.toString()) || text.equals(origin + "/"));
    }

    private static Optional<URI> parse(String text) {
        return WebUrl.parse(text) instanceof WebUrl url ? Optional.of(of(url)) : Optional.empty();
    }

    private static URI of(WebUrl url) {
        return URI.create(url.scheme() + "://" + url.authority().toLowerCase(Locale.ROOT));
    }

    static boolean isOf(WebUrl url, URI origin) {
        return WebUrl.parse(origin.toString()) instanceof WebUrl other && url.sameOrigin(other);
    }
}
