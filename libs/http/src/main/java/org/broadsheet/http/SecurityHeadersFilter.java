package org.broadsheet.http;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** The headers that keep browsers from doing what an answer does not ask for. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class SecurityHeadersFilter implements Ordered {
    private static final String NOTHING =
            "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private final String pagePolicy;

    /**
     * @param pagePolicy the Content-Security-Policy of the page, which needs its own scripts and styles
     */
    SecurityHeadersFilter(@Value("${broadsheet.page-policy:}") String pagePolicy) {
        this.pagePolicy = pagePolicy;
    }

    @ResponseFilter
    void protect(HttpRequest<?> request, MutableHttpResponse<?> response) {
        var headers = response.getHeaders();
        boolean api = request.getPath().startsWith("/api/");
        set(response, "Content-Security-Policy", api || pagePolicy.isEmpty() ? NOTHING : pagePolicy);
        set(response, "X-Content-Type-Options", "nosniff");
        set(response, "Referrer-Policy", "no-referrer");
        set(response, "Cross-Origin-Opener-Policy", "same-origin");
        set(response, "Cross-Origin-Resource-Policy", "same-origin");
        if (api && !headers.contains(HttpHeaders.CACHE_CONTROL)) {
            headers.add(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }

    /** Around every other filter, so that what one of them refuses has the headers too. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE + 10;
    }

    private static void set(MutableHttpResponse<?> response, String name, String value) {
        if (!response.getHeaders().contains(name)) {
            response.header(name, value);
        }
    }
}
