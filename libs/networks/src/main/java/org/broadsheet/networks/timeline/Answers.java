package org.broadsheet.networks.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.function.Function;
import org.broadsheet.links.fetch.ApiResult;

/** What is alike in the answers of all networks. */
final class Answers {
    private static final String BROKEN = "The network does not answer as it should.";
    private static final String SILENT = "The network does not answer.";

    private final Limits limits;

    Answers(Limits limits) {
        this.limits = limits;
    }

    /**
     * @param page reads what was answered with 200
     * @param refusal says what else an answer means to this network; any of 401, 404, 410 and so on is left to it
     */
    PageResult read(
            ApiResult result,
            Instant now,
            Function<JsonNode, PageResult> page,
            Function<ApiResult.Answered, PageResult> refusal) {
        return switch (result) {
            case ApiResult.Failed _ -> new PageResult.Failed(SILENT);
            case ApiResult.Answered answered
            when answered.status() == 429 ->
                spent(answered) ? new PageResult.Spent() : new PageResult.RateLimited(limits.until(answered, now));
            case ApiResult.Answered answered
            when answered.status() == 200 -> Tree.parse(answered).map(page).orElseGet(Answers::broken);
            case ApiResult.Answered answered
            when answered.status() == 503 && answered.header("Retry-After").isPresent() ->
                new PageResult.RateLimited(limits.until(answered, now));
            case ApiResult.Answered answered -> refusal.apply(answered);
        };
    }

    /** X says 429 for both: what comes back in minutes, and what was paid for. */
    private static boolean spent(ApiResult.Answered answered) {
        return Tree.parse(answered)
                .map(json ->
                        json.path("type").asText("") + " " + json.path("title").asText(""))
                .filter(said -> said.contains("usage-capped") || said.contains("UsageCapExceeded"))
                .isPresent();
    }

    static PageResult broken() {
        return new PageResult.Failed(BROKEN);
    }
}
