package org.broadsheet.http;

import java.util.Map;

/**
 * Health and metrics on a port of their own, which no edge leads to: so it is in the images, which set the system property.
 * Elsewhere they share the one port.
 */
public final class ManagementPort {
    private static final String PROPERTY = "broadsheet.management-port";

    private ManagementPort() {}

    /** What the server is configured with for it; nothing where the property is not set. */
    public static Map<String, Object> properties() {
        var port = Integer.getInteger(PROPERTY);
        return port == null ? Map.of() : Map.of("endpoints.all.port", port);
    }
}
