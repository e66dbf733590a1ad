package org.broadsheet.networks.timeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.util.Map;
import java.util.stream.Collectors;
import org.broadsheet.links.fetch.ApiRequest;

/** Writes the addresses of pages. */
public final class Paths {
    private Paths() {}

    public static String encode(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    static ApiRequest page(URI api, String path, Map<String, String> query) {
        var written = query.entrySet().stream()
                .map(pair -> pair.getKey() + "=" + encode(pair.getValue()))
                .collect(Collectors.joining("&"));
        return ApiRequest.get(api.resolve(path + "?" + written)).readingAtMost(TimelineReader.MAX_BODY);
    }
}
