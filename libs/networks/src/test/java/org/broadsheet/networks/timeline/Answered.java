package org.broadsheet.networks.timeline;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.broadsheet.links.fetch.ApiResult;

/** Answers that a test makes up, and who reads them. */
final class Answered {
    private Answered() {}

    static TimelineReader reader(String network) {
        return switch (network) {
            case "bluesky" -> BlueskyTimeline.home(URI.create("https://pds.example"));
            case "x" -> XTimeline.home(URI.create("https://api.x.com"), "1", XNames.POST);
            default -> MastodonTimeline.home(URI.create("https://m.example"));
        };
    }

    /** In {@code json} apostrophes stand for quotation marks, and tildes for those within a text. */
    static ApiResult.Answered of(int status, Map<String, String> headers, String json) {
        return new ApiResult.Answered(
                status, headers, json.replace('\'', '"').replace("~", "\\\"").getBytes(StandardCharsets.UTF_8));
    }
}
