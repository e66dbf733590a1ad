package org.broadsheet.ecs.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {
    private static final Pattern CONTROLLER = Pattern.compile("@Controller\\(\"(/api/v1/[^\"]+)\"\\)");

    @ParameterizedTest
    @CsvSource({
        "/, user",
        "/assets/app.js, user",
        "/webjars/lit/3/lit.js, user",
        "/api/v1/sources/opml, user",
        "/api/v1/account/export, user",
        "/api/v1/connections/callback, user",
        "/api/v1/rules/preview, filter",
        "/api/v1/blocked-domains/a.example, filter",
        "/api/v1/feed, feed",
        "/api/v1/feed/events, feed",
        "/api/v1/articles/1, feed",
        "/api/v1/search, feed",
        "/feeds/token.rss, feed",
        "/api/v1/digest-schedules, digest",
        "/api/v1/digests/preview, digest",
        "/api/v1/unsubscribe/token, digest"
    })
    void pathsLeadToTheServiceThatAnswersThem(String path, String service) {
        assertThat(Routes.serviceOf(path)).isEqualTo(service);
    }

    @Test
    void everyControllerIsReached() throws IOException {
        var seen = new ArrayList<String>();
        for (var service : List.of("user", "filter", "feed", "digest")) {
            try (var files = Files.walk(Path.of("../../services", service, "src/main/java"))) {
                for (var file : files.filter(found -> found.toString().endsWith(".java"))
                        .toList()) {
                    var path = CONTROLLER.matcher(Files.readString(file));
                    if (path.find()) {
                        seen.add(path.group(1));
                        assertThat(Routes.serviceOf(path.group(1) + "/x"))
                                .as(file.toString())
                                .isEqualTo(service);
                    }
                }
            }
        }
        assertThat(seen).hasSizeGreaterThan(8);
    }
}
