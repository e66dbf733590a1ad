package org.broadsheet.ingest.source;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;
import org.broadsheet.events.SourcePolled;
import org.broadsheet.events.SourceState;
import org.broadsheet.ingest.parse.FeedDocument;
import org.broadsheet.links.fetch.Validators;
import org.jspecify.annotations.Nullable;

/**
 * What is polled.
 *
 * @param url normalised; unique
 * @param version counts what was told of it
 * @param entries how many were seen so far
 * @param bodyHash of the last body that was read, so that the same one is not read again
 * @param wish of the feed when it was read last
 * @param failures in a row
 * @param reason why it fails, in words for its readers
 * @param movedTo where its permanent redirects lead, and {@code movedCount} polls in a row found this
 * @param replacedBy the source that its readers were moved to
 * @param nextPollAt null while it is not polled
 * @param dueSlot the poll in hand
 */
public record Source(
        UUID id,
        String url,
        SourceState state,
        long version,
        @Nullable String title,
        long entries,
        Validators validators,
        @Nullable String bodyHash,
        PollWish wish,
        int failures,
        @Nullable String reason,
        @Nullable String movedTo,
        int movedCount,
        @Nullable UUID replacedBy,
        @Nullable Instant nextPollAt,
        @Nullable Instant dueSlot,
        @Nullable Instant lastPollAt) {
    /** In place of the hash of a body, which timelines have none of. */
    private static final String HAS_WORKED = "timeline";

    public Source {
        requireNonNull(id, "id");
        requireNonNull(url, "url");
        requireNonNull(state, "state");
        requireNonNull(validators, "validators");
        requireNonNull(wish, "wish");
    }

    /** Whether a poll has ever ended with entries to read. */
    public boolean hasWorked() {
        return bodyHash != null;
    }

    /** After a poll that found a feed. */
    public Source read(FeedDocument feed, long newEntries, Validators newValidators, String hash, Instant at) {
        return after(
                SourceState.ACTIVE,
                feed.title() == null ? title : feed.title(),
                newEntries,
                newValidators,
                hash,
                PollWish.of(feed),
                0,
                null,
                at);
    }

    /** After a pull of a timeline. */
    public Source pulled(String newTitle, long newEntries, Instant at) {
        return after(SourceState.ACTIVE, newTitle, newEntries, validators, HAS_WORKED, wish, 0, null, at);
    }

    /** After one that kept what it had and stopped for this reason, which is no failure of the source's. */
    public Source paused(@Nullable String newTitle, long newEntries, String why, Instant at) {
        var hash = newEntries > entries ? HAS_WORKED : bodyHash;
        return after(SourceState.FAILING, newTitle, newEntries, validators, hash, wish, failures, why, at);
    }

    /** While it is not polled for this reason, which is no failure of the source's either. */
    public Source resting(String why) {
        return after(SourceState.FAILING, title, entries, validators, bodyHash, wish, failures, why, lastPollAt);
    }

    /** After a poll that found what was read before. */
    public Source unchanged(Validators newValidators, Instant at) {
        return after(
                SourceState.ACTIVE, title, entries, validators.updatedBy(newValidators), bodyHash, wish, 0, null, at);
    }

    /** After a poll that failed. */
    public Source failed(String why, Instant at) {
        return after(SourceState.FAILING, title, entries, validators, bodyHash, wish, failures + 1, why, at);
    }

    /** After the publisher ended it. */
    public Source gone(String why, Instant at) {
        return after(SourceState.GONE, title, entries, validators, bodyHash, wish, failures, why, at);
    }

    private Source after(
            SourceState newState,
            @Nullable String newTitle,
            long newEntries,
            Validators newValidators,
            @Nullable String hash,
            PollWish newWish,
            int newFailures,
            @Nullable String why,
            @Nullable Instant at) {
        return new Source(
                id,
                url,
                newState,
                version,
                newTitle,
                newEntries,
                newValidators,
                hash,
                newWish,
                newFailures,
                why,
                movedTo,
                movedCount,
                replacedBy,
                nextPollAt,
                null,
                at);
    }

    /** With its permanent redirect noted. */
    public Source redirected(@Nullable String target, int count) {
        return new Source(
                id,
                url,
                state,
                version,
                title,
                entries,
                validators,
                bodyHash,
                wish,
                failures,
                reason,
                target,
                count,
                replacedBy,
                nextPollAt,
                dueSlot,
                lastPollAt);
    }

    public SourcePolled polled() {
        return new SourcePolled(id, version, state, title, url, entries, lastPollAt, nextPollAt, reason);
    }
}
