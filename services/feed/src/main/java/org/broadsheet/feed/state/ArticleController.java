package org.broadsheet.feed.state;

import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.broadsheet.http.CurrentUser;
import org.broadsheet.http.Envelope;
import org.broadsheet.http.ProblemException;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/articles} and {@code /api/v1/feed/read}: what a reader does with articles. */
@Controller("/api/v1")
@Secured(SecurityRule.IS_AUTHENTICATED)
final class ArticleController {
    private static final int MAX_IDS = 1_000;
    private static final int MAX_TAGS = 20;
    private static final int MAX_TAG = 50;

    private final ArticleStates states;
    private final ReadBatches batches;
    private final InstantSource clock;

    ArticleController(ArticleStates states, ReadBatches batches, InstantSource clock) {
        this.states = states;
        this.batches = batches;
        this.clock = clock;
    }

    @Serdeable
    record StateChange(
            @Nullable Boolean read,
            @Nullable Boolean saved,
            @Nullable List<String> tags) {}

    @Serdeable
    record StateView(UUID id, boolean read, boolean saved, List<String> tags) {}

    @Serdeable
    record ReadRequest(@Nullable Instant before, @Nullable List<UUID> ids) {}

    @Serdeable
    record ReadResult(UUID batch, int articles) {}

    @Patch("/articles/{id}")
    Envelope<StateView> change(CurrentUser user, UUID id, @Body StateChange change) {
        if (change.read() == null && change.saved() == null && change.tags() == null) {
            throw ProblemException.badRequest("Send read, saved or tags.");
        }
        var tags = change.tags() == null ? null : tags(change.tags());
        return states.change(user.id(), id, new ArticleStates.Change(change.read(), change.saved(), tags))
                .map(state -> Envelope.of(new StateView(id, state.read(), state.saved(), state.tags())))
                .orElseThrow(() -> ProblemException.notFound("Your feed has no article with this id."));
    }

    @Post("/feed/read")
    Envelope<ReadResult> read(CurrentUser user, @Body ReadRequest request) {
        var ids = request.ids();
        if (ids != null
                && (request.before() != null
                        || ids.size() > MAX_IDS
                        || ids.stream().anyMatch(Objects::isNull))) {
            throw ProblemException.badRequest(
                    "Send before, or at most " + MAX_IDS + " ids, or nothing for all until now.");
        }
        var marked = ids != null ? batches.readThese(user.id(), ids) : readBefore(user.id(), request.before());
        return Envelope.of(new ReadResult(marked.batch(), marked.articles()));
    }

    private ReadBatches.Marked readBefore(UUID userId, @Nullable Instant before) {
        var now = clock.instant();
        if (before == null || before.isAfter(now)) {
            return states.readAll(userId, now);
        }
        return states.readBefore(userId, before.isBefore(Instant.EPOCH) ? Instant.EPOCH : before);
    }

    @Delete("/feed/read/{batch}")
    Envelope<Object> undo(CurrentUser user, UUID batch) {
        if (batches.undo(user.id(), batch) == 0) {
            throw ProblemException.notFound("There is nothing to undo: no such batch in the last 7 days.");
        }
        return Envelope.done("The articles are unread again.");
    }

    private static List<String> tags(List<String> tags) {
        var clean = tags.stream()
                .filter(Objects::nonNull)
                .map(String::strip)
                .distinct()
                .sorted()
                .toList();
        if (clean.size() > MAX_TAGS || clean.stream().anyMatch(tag -> !isTag(tag))) {
            throw ProblemException.unacceptable("At most " + MAX_TAGS + " tags of 1 to " + MAX_TAG + " characters.");
        }
        return clean;
    }

    private static boolean isTag(String tag) {
        return !tag.isEmpty() && tag.length() <= MAX_TAG && tag.chars().noneMatch(Character::isISOControl);
    }
}
