package org.broadsheet.feed.state;

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
    private final StoryMembers members;
    private final ReadBatches batches;

    ArticleStates(ArticleStateRepository states, StoryMembers members, ReadBatches batches) {
        this.states = states;
        this.members = members;
        this.batches = batches;
    }

    /** What to change; null leaves a part as it is. */
    record Change(
            @Nullable Boolean read,
            @Nullable Boolean saved,
            @Nullable List<String> tags) {}

    /** Of a story: what holds of any of its articles. */
    record State(boolean read, boolean saved, List<String> tags) {}

    /** The state after the change, empty if this reader has no such article. */
    Optional<State> change(UUID userId, UUID articleId, Change change) {
        var articleIds = List.copyOf(members.of(userId, List.of(articleId)).keySet());
        articleIds.forEach(id -> changeOne(userId, id, change));
        return articleIds.isEmpty()
                ? Optional.empty()
                : Optional.of(state(states.findByUserIdAndArticleIdIn(userId, articleIds)));
    }

    /** All of it for one article, then the next: two who change one story wait for each other, never crosswise. */
    private void changeOne(UUID userId, UUID articleId, Change change) {
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
    }

    private static State state(List<ArticleStateRepository.Row> rows) {
        return new State(
                rows.stream().anyMatch(row -> row.readAt() != null),
                rows.stream().anyMatch(row -> row.savedAt() != null),
                rows.stream()
                        .flatMap(row -> row.tags().stream())
                        .distinct()
                        .sorted()
                        .toList());
    }

    /** Marks what was shared and received by a time. */
    ReadBatches.Marked readBefore(UUID userId, Instant before) {
        return batches.readBefore(userId, before, before);
    }

    /** Marks everything that was received by a time; some of it may be dated later, by clocks that are fast. */
    ReadBatches.Marked readAll(UUID userId, Instant now) {
        return batches.readBefore(userId, now, now.plus(FAST_CLOCK));
    }
}
