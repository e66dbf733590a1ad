package org.broadsheet.http;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses calls that change something when another site made the browser send them: by Sec-Fetch-Site where the browser
 * says it, else by Origin. Calls with an Authorization header and calls by programs (neither header) pass; so does the
 * one-click unsubscribe of RFC 8058, which mail services post without cookies.
 */
@ServerFilter("/api/**")
final class CrossSiteFilter implements Ordered {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> SAME_SITE = Set.of("same-origin", "none");
    private static final String UNSUBSCRIBE = "/api/v1/unsubscribe/";

    private final HttpConfig config;

    CrossSiteFilter(HttpConfig config) {
        this.config = config;
    }

    @RequestFilter
    @Nullable
    HttpResponse<?> refuse(HttpRequest<?> request) {
        if (SAFE.contains(request.getMethodName())
                || request.getHeaders().contains(HttpHeaders.AUTHORIZATION)
                || request.getPath().startsWith(UNSUBSCRIBE)
                || isOurs(request)) {
            return null;
        }
        return Envelope.problem(HttpStatus.FORBIDDEN, "This call came from another site.");
    }

    private boolean isOurs(HttpRequest<?> request) {
        var fetchSite = request.getHeaders().get("Sec-Fetch-Site");
        if (fetchSite != null) {
            return SAME_SITE.contains(fetchSite.toLowerCase(Locale.ROOT));
        }
        var origin = request.getHeaders().get(HttpHeaders.ORIGIN);
        return origin == null || isOurOrigin(origin, request.getHeaders().get(HttpHeaders.HOST));
    }

    private boolean isOurOrigin(String origin, @Nullable String host) {
        try {
            var authority = URI.create(origin).getRawAuthority();
            return authority != null
                    && (authority.equalsIgnoreCase(config.publicUrl().getRawAuthority())
                            || authority.equalsIgnoreCase(host));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Before anything reads a body. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE + 100;
    }
}
