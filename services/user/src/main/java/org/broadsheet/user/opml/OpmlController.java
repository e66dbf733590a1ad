package org.broadsheet.user.opml;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.broadsheet.http.CurrentUser;
import org.broadsheet.http.Envelope;
import org.broadsheet.http.ProblemException;
import org.broadsheet.user.source.SourceAddresses;
import org.broadsheet.user.source.Subscriptions;
import org.broadsheet.user.source.Subscriptions.Outcome;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/sources/opml}: subscription lists in and out. */
@Controller("/api/v1/sources/opml")
@Secured(SecurityRule.IS_AUTHENTICATED)
final class OpmlController {
    private final OpmlReader reader = new OpmlReader();
    private final SourceAddresses addresses;
    private final Subscriptions subscriptions;

    OpmlController(SourceAddresses addresses, Subscriptions subscriptions) {
        this.addresses = addresses;
        this.subscriptions = subscriptions;
    }

    @Serdeable
    record Imported(int added, int known, List<RejectedRow> rejected) {}

    /** An outline that was not taken, counted from 1 among those that name a feed. */
    @Serdeable
    record RejectedRow(int row, String url, @Nullable String title, String reason) {}

    @Post
    @Consumes({MediaType.TEXT_XML, MediaType.APPLICATION_XML, "text/x-opml", "application/x-opml+xml"})
    HttpResponse<Envelope<Imported>> read(CurrentUser user, @Body byte[] document) {
        int added = 0;
        int known = 0;
        var rejected = new ArrayList<RejectedRow>();
        for (var outline : reader.read(document)) {
            try {
                switch (subscribe(user.id(), outline)) {
                    case Outcome.Subscribed _ -> added++;
                    case Outcome.Known _ -> known++;
                    case Outcome.TooMany _ -> rejected.add(row(outline, "The account reads too many sources already."));
                }
            } catch (ProblemException e) {
                rejected.add(row(outline, String.valueOf(e.getMessage())));
            }
        }
        return Envelope.answer(
                HttpStatus.ACCEPTED,
                added + " added, " + known + " known already, " + rejected.size() + " not taken.",
                new Imported(added, known, rejected));
    }

    @Get
    @Produces(MediaType.TEXT_XML)
    HttpResponse<String> write(CurrentUser user) {
        return HttpResponse.ok(OpmlWriter.write(subscriptions.outlinesOf(user.id()).stream()
                        .map(source -> new Outline(0, source.url(), source.title()))
                        .toList()))
                .header("Content-Disposition", "attachment; filename=\"broadsheet.opml\"");
    }

    private Outcome subscribe(UUID userId, Outline outline) {
        return subscriptions.subscribe(userId, addresses.read(outline.xmlUrl()), outline.title());
    }

    private static RejectedRow row(Outline outline, String reason) {
        var url = outline.xmlUrl();
        return new RejectedRow(
                outline.number(), url.length() <= 200 ? url : url.substring(0, 200), outline.title(), reason);
    }
}
