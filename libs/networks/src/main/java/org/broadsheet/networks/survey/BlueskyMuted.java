package org.broadsheet.networks.survey;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.broadsheet.links.fetch.ApiResult;
import org.broadsheet.networks.timeline.Paths;
import org.broadsheet.networks.timeline.Tree;
import org.jspecify.annotations.Nullable;

/** Whom someone muted at Bluesky. */
final class BlueskyMuted extends Asking {
    static final int PAGE = 100;

    private final URI api;
    private final Mutes mutes = new Mutes();
    private @Nullable String cursor;
    private boolean isLast;

    BlueskyMuted(URI api) {
        super(SurveyPart.MUTED, BlueskyWords.LIMITS);
        this.api = api;
    }

    @Override
    Optional<URI> address() {
        return isLast || mutes.isFull()
                ? Optional.empty()
                : Optional.of(api.resolve("/xrpc/app.bsky.graph.getMutes?limit=" + PAGE
                        + (cursor == null ? "" : "&cursor=" + Paths.encode(cursor))));
    }

    @Override
    boolean read(JsonNode json, ApiResult.Answered answered, Instant now) {
        for (var account : Tree.list(json.path("mutes"), PAGE)) {
            Tree.id(account, "did")
                    .ifPresent(did -> mutes.account(
                            "bluesky:" + did, Tree.id(account, "handle").orElse(did), null));
        }
        cursor = Tree.text(json, "cursor").orElse(null);
        isLast = cursor == null;
        return json.path("mutes").isArray();
    }

    @Override
    Finding.Found found() {
        return Finding.Found.mutes(mutes.toList());
    }
}
