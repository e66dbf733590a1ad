package org.broadsheet.digest.schedule;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.UUID;
import org.broadsheet.http.CurrentUser;
import org.broadsheet.http.Envelope;
import org.broadsheet.http.Page;
import org.broadsheet.http.PageRequest;
import org.broadsheet.http.ProblemException;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/digest-schedules}: when a user's digest comes. */
@Controller("/api/v1/digest-schedules")
@Secured(SecurityRule.IS_AUTHENTICATED)
final class ScheduleController {
    private final Schedules schedules;

    ScheduleController(Schedules schedules) {
        this.schedules = schedules;
    }

    @Serdeable
    record KnownSchedule(UUID id) {}

    @Post
    HttpResponse<Envelope<ScheduleView>> make(CurrentUser user, @Body ScheduleRequest request) {
        return switch (schedules.make(user.id(), request.read())) {
            case Schedules.Outcome.Made made ->
                Envelope.answer(HttpStatus.CREATED, "The digest is set up.", ScheduleView.of(made.schedule()));
            case Schedules.Outcome.Known known ->
                throw ProblemException.conflict(
                        "You have a digest schedule already, and one is all for now: change that one.",
                        new KnownSchedule(known.id()));
            case Schedules.Outcome.Gone _ -> throw ProblemException.notFound("This account does not exist.");
        };
    }

    @Get
    Envelope<Page<ScheduleView>> list(
            CurrentUser user, @Nullable @QueryValue Integer page, @Nullable @QueryValue Integer size) {
        var request = PageRequest.of(page, size);
        var all = schedules.of(user.id());
        List<ScheduleView> items = all.stream()
                .skip(request.offset())
                .limit(request.size())
                .map(ScheduleView::of)
                .toList();
        return Envelope.of(Page.of(items, request, all.size(), null));
    }

    @Put("/{id}")
    Envelope<ScheduleView> change(CurrentUser user, UUID id, @Body ScheduleRequest request) {
        return schedules
                .change(user.id(), id, request.read())
                .map(changed -> Envelope.of(ScheduleView.of(changed)))
                .orElseThrow(ScheduleController::unknown);
    }

    @Delete("/{id}")
    Envelope<Object> end(CurrentUser user, UUID id) {
        if (!schedules.end(user.id(), id)) {
            throw unknown();
        }
        return Envelope.done("No digest is mailed any more.");
    }

    private static ProblemException unknown() {
        return ProblemException.notFound("You have no digest schedule with this id.");
    }
}
