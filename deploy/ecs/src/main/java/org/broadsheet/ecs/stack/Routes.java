package org.broadsheet.ecs.stack;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which service answers which paths; what is not here is user's, which serves the page, too. */
public final class Routes {
    public static final String OTHERWISE = "user";

    private static final Map<String, List<String>> PATHS = new TreeMap<>(Map.of(
            "filter", List.of("/api/v1/rules*", "/api/v1/blocked-domains*"),
            "feed",
                    List.of(
                            "/api/v1/feed*",
                            "/api/v1/articles*",
                            "/api/v1/search*",
                            "/api/v1/sharers*",
                            "/api/v1/export*",
                            "/feeds/*",
                            "/api/v1/images/*",
                            "/reader/*",
                            "/accounts/ClientLogin",
                            "/fever*"),
            "digest", List.of("/api/v1/digests*", "/api/v1/digest-schedules*", "/api/v1/unsubscribe/*")));

    private Routes() {}

    /** By service, as patterns of the load balancer: a star is any text. */
    public static Map<String, List<String>> all() {
        return PATHS;
    }

    public static String serviceOf(String path) {
        return PATHS.entrySet().stream()
                .filter(route -> route.getValue().stream().anyMatch(pattern -> matches(pattern, path)))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(OTHERWISE);
    }

    private static boolean matches(String pattern, String path) {
        return pattern.endsWith("*")
                ? path.startsWith(pattern.substring(0, pattern.length() - 1))
                : path.equals(pattern);
    }
}
