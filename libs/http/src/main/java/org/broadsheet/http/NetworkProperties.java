package org.broadsheet.http;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.broadsheet.settings.Networks;
import org.broadsheet.settings.Secret;

/** The networks of the environment as the configuration that the services take. */
public final class NetworkProperties {
    private NetworkProperties() {}

    public static Map<String, Object> of(Networks networks) {
        var properties = new HashMap<String, Object>();
        put(properties, "broadsheet.x.client-id", networks.xClientId());
        put(properties, "broadsheet.x.client-secret", networks.xClientSecret().map(Secret::reveal));
        put(properties, "broadsheet.x.api-url", networks.xApi());
        put(properties, "broadsheet.x.authorize-url", networks.xAuthorize());
        put(properties, "broadsheet.x.post-price", networks.xPostPrice().map(BigDecimal::toPlainString));
        put(properties, "broadsheet.x.monthly-cap", networks.xMonthlyCap().map(BigDecimal::toPlainString));
        put(properties, "broadsheet.bluesky.directory-url", networks.blueskyDirectory());
        put(properties, "broadsheet.bluesky.appview-url", networks.blueskyAppView());
        return properties;
    }

    private static void put(Map<String, Object> properties, String name, Optional<?> value) {
        value.ifPresent(given -> properties.put(name, given.toString()));
    }
}
