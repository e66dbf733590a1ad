package org.broadsheet.networks.survey;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.broadsheet.links.fetch.ApiResult;
import org.broadsheet.networks.timeline.Tree;
import org.jspecify.annotations.Nullable;

/**
 * The words that someone filters from their home timeline at Mastodon, which hides or folds them there; servers before 4.0
 * have them in another form. What is only blurred is left out.
 */
final class MastodonWords extends Asking {
    private final URI old;
    private final Mutes mutes = new Mutes();
    private @Nullable URI address;

    MastodonWords(URI api) {
        super(SurveyPart.WORDS, MastodonLists.LIMITS);
        this.old = api.resolve("/api/v1/filters");
        this.address = api.resolve("/api/v2/filters");
    }

    @Override
    Optional<URI> address() {
        return Optional.ofNullable(address);
    }

    @Override
    boolean hasOtherWay() {
        boolean has = !old.equals(address);
        address = old;
        return has;
    }

    @Override
    boolean read(JsonNode json, ApiResult.Answered answered, Instant now) {
        address = null;
        for (var filter : Tree.list(json, MAX_MUTES)) {
            var end = Mutes.end(filter, "expires_at");
            if (isOfHome(filter) && end.filter(at -> !at.isAfter(now)).isEmpty()) {
                add(filter, end.orElse(null));
            }
        }
        return json.isArray();
    }

    private static boolean isOfHome(JsonNode filter) {
        return !filter.path("filter_action").asText("").equals("blur")
                && Tree.list(filter.path("context"), 20).stream()
                        .anyMatch(context -> context.asText("").equals("home"));
    }

    private void add(JsonNode filter, @Nullable Instant until) {
        mutes.word(filter.path("phrase").textValue(), filter.path("whole_word").asBoolean(true), until);
        for (var keyword : Tree.list(filter.path("keywords"), MAX_MUTES)) {
            mutes.word(
                    keyword.path("keyword").textValue(),
                    keyword.path("whole_word").asBoolean(true),
                    until);
        }
    }

    @Override
    Finding.Found found() {
        return Finding.Found.mutes(mutes.toList());
    }
}
