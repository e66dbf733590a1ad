package org.broadsheet.http;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micronaut.context.propagation.slf4j.MdcPropagationContext;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Gives every request a correlation id (the caller's, if it sends a plausible one), which its logs and the messages that
 * follow from it carry, and answers it.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class CorrelationFilter implements Ordered {
    static final String HEADER = "X-Correlation-Id";
    private static final String MDC_KEY = "correlationId";
    private static final Pattern PLAUSIBLE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    @RequestFilter
    void mark(HttpRequest<?> request, MutablePropagatedContext context) {
        var id = request.getHeaders()
                .findFirst(HEADER)
                .filter(value -> PLAUSIBLE.matcher(value).matches())
                .orElseGet(() -> UuidCreator.getTimeOrderedEpoch().toString());
        request.setAttribute(MDC_KEY, id);
        context.add(new MdcPropagationContext(Map.of(MDC_KEY, id)));
    }

    @ResponseFilter
    void answer(HttpRequest<?> request, MutableHttpResponse<?> response) {
        request.getAttribute(MDC_KEY, String.class).ifPresent(id -> response.header(HEADER, id));
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
