package org.broadsheet.filter.mute;

import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.UUID;
import org.broadsheet.http.CurrentUser;
import org.broadsheet.http.Envelope;
import org.broadsheet.http.Page;
import org.broadsheet.http.PageRequest;
import org.broadsheet.http.ProblemException;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/rules}: what was imported, to be seen and switched off. */
@Controller("/api/v1/rules")
@Secured(SecurityRule.IS_AUTHENTICATED)
final class RuleController {
    private final RuleRepository rules;
    private final Imports imports;

    RuleController(RuleRepository rules, Imports imports) {
        this.rules = rules;
        this.imports = imports;
    }

    /** @param kind word, account or server */
    @Serdeable
    record OriginView(@Nullable String network, @Nullable String handle, UUID connectionId, String kind) {}

    /** @param when in the rule language (algorithms.md 4.7) */
    @Serdeable
    record RuleView(
            UUID id, String when, String action, @Nullable Instant until, OriginView origin, boolean enabled) {
        static RuleView of(RuleRepository.Row row) {
            return new RuleView(
                    row.id(),
                    row.expression(),
                    "hide",
                    row.until(),
                    new OriginView(row.network(), row.handle(), row.connectionId(), row.kind()),
                    row.enabled());
        }
    }

    @Serdeable
    record Change(@Nullable Boolean enabled) {}

    @Get
    Envelope<Page<RuleView>> list(
            CurrentUser user, @Nullable @QueryValue Integer page, @Nullable @QueryValue Integer size) {
        var request = PageRequest.of(page, size);
        var items = rules.page(user.id(), request.size(), request.offset()).stream()
                .map(RuleView::of)
                .toList();
        return Envelope.of(Page.of(items, request, rules.count(user.id()), null));
    }

    @Put("/{id}")
    Envelope<RuleView> change(CurrentUser user, UUID id, @Body Change change) {
        if (change.enabled() == null) {
            throw ProblemException.badRequest(
                    "Send {\"enabled\": false} to switch the rule off, or true to switch it on; what it says is up to its network.");
        }
        return Envelope.of(RuleView.of(turn(user, id, change.enabled())));
    }

    @Delete("/{id}")
    Envelope<Object> remove(CurrentUser user, UUID id) {
        turn(user, id, false);
        return Envelope.done("The rule is switched off, and stays so for as long as its network has it.");
    }

    private RuleRepository.Row turn(CurrentUser user, UUID id, boolean enabled) {
        find(user, id);
        imports.turn(user.id(), id, enabled);
        return find(user, id);
    }

    private RuleRepository.Row find(CurrentUser user, UUID id) {
        return rules.find(id, user.id()).orElseThrow(() -> ProblemException.notFound("You have no rule with this id."));
    }
}
