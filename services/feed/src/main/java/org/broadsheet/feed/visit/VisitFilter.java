package org.broadsheet.feed.visit;

import io.micronaut.http.HttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.web.router.MethodBasedRouteMatch;
import java.util.stream.Stream;
import org.broadsheet.http.CurrentUser;

/**
 * Notes who reads or marks anything of theirs: every call of this service's controllers that is made as somebody and
 * succeeds. In standalone other services' calls pass here, too.
 */
@ServerFilter("/api/**")
final class VisitFilter {
    private static final String OURS = "org.broadsheet.feed.";
    private static final int FIRST_REFUSAL = 400;

    private final Visits visits;

    VisitFilter(Visits visits) {
        this.visits = visits;
    }

    @ResponseFilter
    void note(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (response.code() < FIRST_REFUSAL && isOwnCall(request)) {
            CurrentUser.of(request).ifPresent(user -> visits.note(user.id()));
        }
    }

    private static boolean isOwnCall(HttpRequest<?> request) {
        return request.getAttribute(HttpAttributes.ROUTE_MATCH)
                .filter(MethodBasedRouteMatch.class::isInstance)
                .map(match -> (MethodBasedRouteMatch<?, ?>) match)
                .filter(match -> match.getDeclaringType().getName().startsWith(OURS))
                .filter(match ->
                        Stream.of(match.getArguments()).anyMatch(argument -> argument.getType() == CurrentUser.class))
                .isPresent();
    }
}
