package org.broadsheet.feed.state;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and changes what a reader did with articles. */
@Singleton
@Transactional("feed")
class ArticleStates {
    /** Ingest lets nothing be dated further ahead. */
    private static final Duration FAST_CLOCK = Duration.ofMinutes(10);

    private final ArticleStateRepository states;

    ArticleStates(ArticleStateRepository states) {
        this.states = states;
    }

    /** What to change; null leaves a part as it is. */
    record Change(
            @Nullable Boolean read,
            @Nullable Boolean saved,
            @Nullable List<String> tags) {}

    /** @param batch names what was marked, for undoing it */
    record Marked(UUID batch, int articles) {}

    /** The state after the change, empty if this reader has no such article. */
    Optional<ArticleStateRepository.Row> change(UUID userId, UUID articleId, Change change) {
        if (!states.isKnown(userId, articleId)) {
            return Optional.empty();
        }
        states.ensure(userId, articleId);
        if (change.read() != null) {
            states.setRead(userId, articleId, change.read());
        }
        if (change.saved() != null) {
            states.setSaved(userId, articleId, change.saved());
        }
        if (change.tags() != null) {
            states.setTags(userId, articleId, change.tags());
        }
        return states.findByUserIdAndArticleId(userId, articleId);
    }

    /** Marks what was shared and received by a time. */
    Marked readBefore(UUID userId, Instant before) {
        var batch = UuidCreator.getTimeOrderedEpoch();
        return new Marked(batch, states.readBefore(userId, before, before, batch));
    }

    /** Marks everything that was received by a time; some of it may be dated later, by clocks that are fast. */
    Marked readAll(UUID userId, Instant now) {
        var batch = UuidCreator.getTimeOrderedEpoch();
        return new Marked(batch, states.readBefore(userId, now, now.plus(FAST_CLOCK), batch));
    }

    Marked readThese(UUID userId, List<UUID> ids) {
        var batch = UuidCreator.getTimeOrderedEpoch();
        return new Marked(
                batch, states.readThese(userId, ids.stream().map(UUID::toString).toList(), batch));
    }

    /** @return how many articles are unread again */
    int undo(UUID userId, UUID batch) {
        return states.undo(userId, batch);
    }
}
