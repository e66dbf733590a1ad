package org.broadsheet.http.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The configuration that serves the page of services/web, as its README asks for: none where that is not on the class path. */
public final class PageProperties {
    private static final String ROOT = "broadsheet/web/";
    private static final List<Map<String, String>> FOR_EVERYBODY = List.of(
            Map.of("pattern", "/assets/**", "access", "isAnonymous()"),
            Map.of("pattern", "/webjars/**", "access", "isAnonymous()"));

    private PageProperties() {}

    public static Map<String, Object> all() {
        if (PageProperties.class.getClassLoader().getResource(ROOT + "index.html") == null) {
            return Map.of();
        }
        String files = "micronaut.router.static-resources.";
        return Map.of(
                files + "assets.mapping",
                "/assets/**",
                files + "assets.paths",
                "classpath:" + ROOT,
                files + "webjars.mapping",
                "/webjars/**",
                files + "webjars.paths",
                "classpath:META-INF/resources/webjars",
                "micronaut.security.intercept-url-map",
                FOR_EVERYBODY,
                "broadsheet.page-policy",
                read("content-security-policy.txt").strip());
    }

    static String read(String name) {
        try (InputStream file = PageProperties.class.getClassLoader().getResourceAsStream(ROOT + name)) {
            if (file == null) {
                throw new IllegalStateException("The page's " + name + " is missing from services/web");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
