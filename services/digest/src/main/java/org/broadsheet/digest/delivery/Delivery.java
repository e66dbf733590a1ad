package org.broadsheet.digest.delivery;

import static java.util.Objects.requireNonNull;

import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import org.broadsheet.digest.run.RunArticle;
import org.jspecify.annotations.Nullable;

/**
 * A run that this process has claimed, and is alone to hand over.
 *
 * @param attempt which hand-over of this run it is, from 1
 * @param email null if account.opened has not come yet
 */
record Delivery(
        UUID runId,
        UUID userId,
        UUID scheduleId,
        LocalDateTime slot,
        int attempt,
        String scheduleName,
        @Nullable String email,
        @Nullable String readerName,
        List<RunArticle> articles) {
    Delivery {
        requireNonNull(runId, "runId");
        requireNonNull(userId, "userId");
        requireNonNull(scheduleId, "scheduleId");
        requireNonNull(slot, "slot");
        requireNonNull(scheduleName, "scheduleName");
        articles = List.copyOf(articles);
    }

    List<UUID> articleIds() {
        return articles.stream().map(RunArticle::id).toList();
    }

    @Override
    public String toString() {
        return "Delivery[" + runId + ", attempt " + attempt + "]";
    }
}
