package org.broadsheet.networks.survey;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.broadsheet.links.fetch.ApiResult;
import org.broadsheet.networks.timeline.Limits;
import org.broadsheet.networks.timeline.Tree;
import org.jspecify.annotations.Nullable;

/**
 * The words that someone muted at Bluesky. Those that spare whom one follows are left out, since a reader's timelines are of
 * them; those for tags alone mute the tag.
 */
final class BlueskyWords extends Asking {
    static final Limits LIMITS = new Limits("RateLimit-");
    static final String PREFERENCES = "/xrpc/app.bsky.actor.getPreferences";
    static final int MAX_PREFERENCES = 200;

    private final Mutes mutes = new Mutes();
    private @Nullable URI address;

    BlueskyWords(URI api) {
        super(SurveyPart.WORDS, LIMITS);
        this.address = api.resolve(PREFERENCES);
    }

    @Override
    Optional<URI> address() {
        return Optional.ofNullable(address);
    }

    @Override
    boolean read(JsonNode json, ApiResult.Answered answered, Instant now) {
        address = null;
        for (var preference : Tree.list(json.path("preferences"), MAX_PREFERENCES)) {
            if (preference.path("$type").asText("").equals("app.bsky.actor.defs#mutedWordsPref")) {
                Tree.list(preference.path("items"), MAX_MUTES).forEach(item -> add(item, now));
            }
        }
        return json.path("preferences").isArray();
    }

    private void add(JsonNode item, Instant now) {
        var end = Mutes.end(item, "expiresAt");
        var value = item.path("value").textValue();
        if (value == null
                || end.filter(at -> !at.isAfter(now)).isPresent()
                || item.path("actorTarget").asText("").equals("exclude-following")) {
            return;
        }
        if (isFor(item, "content")) {
            mutes.word(value, true, end.orElse(null));
        } else if (isFor(item, "tag")) {
            mutes.word(value.startsWith("#") ? value : "#" + value, true, end.orElse(null));
        }
    }

    private static boolean isFor(JsonNode item, String target) {
        return Tree.list(item.path("targets"), 20).stream()
                .anyMatch(named -> named.asText("").equals(target));
    }

    @Override
    Finding.Found found() {
        return Finding.Found.mutes(mutes.toList());
    }
}
