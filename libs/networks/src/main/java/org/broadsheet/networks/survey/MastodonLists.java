package org.broadsheet.networks.survey;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.broadsheet.links.fetch.ApiResult;
import org.broadsheet.networks.timeline.Limits;
import org.broadsheet.networks.timeline.Tree;
import org.jspecify.annotations.Nullable;

/** The lists that someone made at a server with Mastodon's client API; all of them are one page. */
final class MastodonLists extends Asking {
    static final Limits LIMITS = new Limits("X-RateLimit-");

    private final Offers offers = new Offers();
    private @Nullable URI address;

    MastodonLists(URI api) {
        super(SurveyPart.TIMELINES, LIMITS);
        this.address = api.resolve("/api/v1/lists");
    }

    @Override
    Optional<URI> address() {
        return Optional.ofNullable(address);
    }

    @Override
    boolean read(JsonNode json, ApiResult.Answered answered, Instant now) {
        address = null;
        for (var list : Tree.list(json, MAX_TIMELINES)) {
            Tree.id(list, "id")
                    .ifPresent(id ->
                            offers.add("list/" + id, Tree.text(list, "title").orElse("List " + id)));
        }
        return json.isArray();
    }

    @Override
    Finding.Found found() {
        return Finding.Found.timelines(offers.toList());
    }
}
