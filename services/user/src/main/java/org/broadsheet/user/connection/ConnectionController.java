package org.broadsheet.user.connection;

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
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.broadsheet.events.OfferedTimeline;
import org.broadsheet.events.Spending;
import org.broadsheet.http.CurrentUser;
import org.broadsheet.http.Envelope;
import org.broadsheet.http.Page;
import org.broadsheet.http.PageRequest;
import org.broadsheet.http.ProblemException;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/connections}: a user's accounts at other networks. */
@Controller("/api/v1/connections")
@Secured(SecurityRule.IS_AUTHENTICATED)
final class ConnectionController {
    private final Connecting connecting;
    private final Connections connections;

    ConnectionController(Connecting connecting, Connections connections) {
        this.connecting = connecting;
        this.connections = connections;
    }

    @Serdeable
    record ConnectionView(
            UUID id,
            String network,
            String server,
            String handle,
            String state,
            @Nullable String reason,
            List<OfferedTimeline> timelines,
            @Nullable Spending spending,
            @Nullable Instant lastPollAt,
            Instant createdAt) {
        static ConnectionView of(Connection c) {
            return new ConnectionView(
                    c.id(),
                    c.network(),
                    c.server(),
                    c.handle(),
                    c.state(),
                    c.reason(),
                    c.timelines(),
                    c.spending(),
                    c.lastPollAt(),
                    c.createdAt());
        }
    }

    /** One of the two. */
    @Serdeable
    record ConnectionBegun(
            @Nullable URI authorizeUrl, @Nullable UUID id) {}

    @Post
    HttpResponse<Envelope<ConnectionBegun>> begin(CurrentUser user, @Body NewConnection wanted) {
        if (wanted.appPassword() != null && wanted.handle() != null) {
            var id = connecting.signIn(user.id(), wanted, wanted.appPassword(), wanted.handle());
            return Envelope.answer(HttpStatus.CREATED, "The account is connected.", new ConnectionBegun(null, id));
        }
        var url = connecting.begin(user.id(), wanted);
        return Envelope.answer(
                HttpStatus.ACCEPTED, "The network will ask you whether you agree.", new ConnectionBegun(url, null));
    }

    @Get
    Envelope<Page<ConnectionView>> list(
            CurrentUser user, @Nullable @QueryValue Integer page, @Nullable @QueryValue Integer size) {
        var request = PageRequest.of(page, size == null ? PageRequest.MAX_SIZE : size);
        var items = connections.of(user.id(), request.size(), request.offset()).stream()
                .map(ConnectionView::of)
                .toList();
        return Envelope.of(Page.of(items, request, connections.countOf(user.id()), null));
    }

    @Delete("/{id}")
    Envelope<Object> close(CurrentUser user, UUID id) {
        if (!connections.close(user.id(), id)) {
            throw ProblemException.notFound("You have no connection with this id.");
        }
        return Envelope.done("The account is disconnected.");
    }
}
