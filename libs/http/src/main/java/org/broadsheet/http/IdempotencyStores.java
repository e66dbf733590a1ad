package org.broadsheet.http;

import io.micronaut.context.BeanContext;
import io.micronaut.http.HttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.web.router.MethodBasedRouteMatch;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Optional;
import org.broadsheet.events.Service;

/** The store of the service whose controller answers a request; in standalone five services share one filter. */
@Singleton
final class IdempotencyStores {
    private final BeanContext context;

    IdempotencyStores(BeanContext context) {
        this.context = context;
    }

    Optional<IdempotencyStore> of(HttpRequest<?> request) {
        return request.getAttribute(HttpAttributes.ROUTE_MATCH)
                .filter(MethodBasedRouteMatch.class::isInstance)
                .map(match ->
                        ((MethodBasedRouteMatch<?, ?>) match).getDeclaringType().getPackageName())
                .flatMap(IdempotencyStores::serviceOf)
                .flatMap(service -> context.findBean(IdempotencyStore.class, Qualifiers.byName(service.wireName())));
    }

    private static Optional<Service> serviceOf(String packageName) {
        return Arrays.stream(Service.values())
                .filter(service -> packageName.startsWith("org.broadsheet." + service.wireName() + "."))
                .findFirst();
    }
}
