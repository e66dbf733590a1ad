package org.broadsheet.digest.run;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.broadsheet.http.CurrentUser;
import org.broadsheet.http.Envelope;
import org.broadsheet.http.Page;
import org.broadsheet.http.PageRequest;
import org.broadsheet.http.ProblemException;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/digests}: what a user's digests were. */
@Controller("/api/v1/digests")
@Secured(SecurityRule.IS_AUTHENTICATED)
final class DigestController {
    private final ArchiveRepository archive;

    DigestController(ArchiveRepository archive) {
        this.archive = archive;
    }

    /** @param localSlot the reader's local time that it was made for, {@code 2026-11-21T07:30} */
    @Serdeable
    record DigestView(
            UUID id,
            Instant slot,
            String localSlot,
            String zone,
            RunState state,
            int articleCount,
            @Nullable Instant sentAt,
            @Nullable String reason) {
        static DigestView of(ArchivedRun run) {
            return new DigestView(
                    run.id(),
                    run.slotAt(),
                    run.slot().toString(),
                    run.zone(),
                    run.state(),
                    run.articleCount(),
                    run.sentAt(),
                    run.reason());
        }
    }

    @Serdeable
    record WholeDigestView(
            UUID id,
            Instant slot,
            String localSlot,
            String zone,
            RunState state,
            int articleCount,
            @Nullable Instant sentAt,
            @Nullable String reason,
            List<RunArticle> articles) {
        static WholeDigestView of(ArchivedRun run, List<RunArticle> articles) {
            var view = DigestView.of(run);
            return new WholeDigestView(
                    view.id(),
                    view.slot(),
                    view.localSlot(),
                    view.zone(),
                    view.state(),
                    view.articleCount(),
                    view.sentAt(),
                    view.reason(),
                    articles);
        }
    }

    /** Newest first. With a cursor, {@code page} says only what the caller counts. */
    @Get
    Envelope<Page<DigestView>> list(
            CurrentUser user,
            @Nullable @QueryValue Integer page,
            @Nullable @QueryValue Integer size,
            @Nullable @QueryValue String cursor) {
        var request = PageRequest.of(page, size);
        var runs = cursor == null
                ? archive.page(user.id(), request.size() + 1, request.offset())
                : archive.pageAfter(user.id(), ArchiveCursor.parse(cursor), request.size() + 1);
        var shown = runs.stream().limit(request.size()).toList();
        var next = runs.size() > shown.size()
                ? ArchiveCursor.after(shown.getLast()).text()
                : null;
        var items = shown.stream().map(DigestView::of).toList();
        return Envelope.of(Page.of(items, request, archive.count(user.id()), next));
    }

    @Get("/{id}")
    Envelope<WholeDigestView> show(CurrentUser user, UUID id) {
        var run = archive.find(user.id(), id)
                .orElseThrow(() -> ProblemException.notFound("You have no digest with this id."));
        return Envelope.of(WholeDigestView.of(run, archive.articles(id)));
    }
}
