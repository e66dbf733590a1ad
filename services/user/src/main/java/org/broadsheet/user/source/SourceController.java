package org.broadsheet.user.source;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.UUID;
import org.broadsheet.events.SourceState;
import org.broadsheet.http.CurrentUser;
import org.broadsheet.http.Envelope;
import org.broadsheet.http.Page;
import org.broadsheet.http.PageRequest;
import org.broadsheet.http.ProblemException;
import org.broadsheet.http.Required;
import org.broadsheet.networks.TimelineAddress;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/sources}: what a user reads. */
@Controller("/api/v1/sources")
@Secured(SecurityRule.IS_AUTHENTICATED)
final class SourceController {
    private final Subscriptions subscriptions;
    private final SourceAddresses addresses;
    private final TimelineOwners connections;

    SourceController(Subscriptions subscriptions, SourceAddresses addresses, TimelineOwners connections) {
        this.subscriptions = subscriptions;
        this.addresses = addresses;
        this.connections = connections;
    }

    @Serdeable
    record NewSource(String url) {
        NewSource {
            Required.field(url, "url");
        }
    }

    @Serdeable
    record SourceReference(UUID id, SourceState state) {}

    @Serdeable
    record SourceView(
            UUID id,
            String url,
            @Nullable String feedUrl,
            @Nullable String title,
            SourceState state,
            long entries,
            @Nullable Instant lastPollAt,
            @Nullable Instant nextPollAt,
            @Nullable String reason,
            Instant createdAt) {
        static SourceView of(Subscription s) {
            return new SourceView(
                    s.id(),
                    s.url(),
                    s.feedUrl(),
                    s.title(),
                    s.state(),
                    s.entries(),
                    s.lastPollAt(),
                    s.nextPollAt(),
                    s.reason(),
                    s.createdAt());
        }
    }

    @Post
    HttpResponse<Envelope<SourceReference>> add(CurrentUser user, @Body NewSource source) {
        var address = addressOf(user.id(), source.url());
        return switch (subscriptions.subscribe(user.id(), address, null)) {
            case Subscriptions.Outcome.Subscribed subscribed ->
                Envelope.answer(
                        HttpStatus.ACCEPTED,
                        "The source is being looked at.",
                        new SourceReference(subscribed.id(), SourceState.PENDING));
            case Subscriptions.Outcome.Known known ->
                throw ProblemException.conflict("You read this source already.", new KnownSource(known.id()));
            case Subscriptions.Outcome.TooMany _ ->
                throw ProblemException.unacceptable(
                        "An account reads at most " + Subscriptions.MAX_PER_USER + " sources.");
        };
    }

    /** Another's connection looks like one that does not exist. */
    private SourceAddress addressOf(UUID userId, String url) {
        if (!TimelineAddress.isMeant(url)) {
            return addresses.read(url);
        }
        var timeline = TimelineAddress.parse(url)
                .orElseThrow(() -> ProblemException.unacceptable("This is not the address of a timeline."));
        if (!connections.owns(userId, timeline.connectionId())) {
            throw ProblemException.notFound("You have no connection with this id.");
        }
        return new SourceAddress(timeline.toString(), timeline.toString());
    }

    @Serdeable
    record KnownSource(UUID id) {}

    @Get
    Envelope<Page<SourceView>> list(
            CurrentUser user, @Nullable @QueryValue Integer page, @Nullable @QueryValue Integer size) {
        var request = PageRequest.of(page, size == null ? PageRequest.MAX_SIZE : size);
        var items = subscriptions.of(user.id(), request.size(), request.offset()).stream()
                .map(SourceView::of)
                .toList();
        return Envelope.of(Page.of(items, request, subscriptions.countOf(user.id()), null));
    }

    @Delete("/{id}")
    Envelope<Object> remove(CurrentUser user, UUID id) {
        if (!subscriptions.unsubscribe(user.id(), id)) {
            throw ProblemException.notFound("You have no source with this id.");
        }
        return Envelope.done("The source is removed.");
    }
}
