package org.broadsheet.filter.blocking;

import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.broadsheet.http.CurrentUser;
import org.broadsheet.http.Envelope;
import org.broadsheet.http.ProblemException;
import org.broadsheet.http.Status;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/blocked-domains}: an entry disappears when all the domains that it links to are blocked. */
@Controller("/api/v1/blocked-domains")
@Secured(SecurityRule.IS_AUTHENTICATED)
final class BlockedDomainController {
    private final RuleSets ruleSets;

    BlockedDomainController(RuleSets ruleSets) {
        this.ruleSets = ruleSets;
    }

    /** One to add, or all there shall be. */
    @Serdeable
    record Change(@Nullable String domain, @Nullable List<String> domains) {}

    /** @param kind domain, host or path */
    @Serdeable
    record BlockedView(String domain, String kind, Instant addedAt) {}

    @Serdeable
    record BlockedList(List<BlockedView> items) {}

    @Get
    Envelope<BlockedList> list(CurrentUser user) {
        return Envelope.of(new BlockedList(ruleSets.of(user.id()).stream()
                .map(row -> new BlockedView(row.name(), new BlockedName(row.name()).kind(), row.addedAt()))
                .toList()));
    }

    @Put
    Envelope<BlockedList> change(CurrentUser user, @Body Change change) {
        var one = change.domain();
        var all = change.domains();
        if ((one == null) == (all == null)) {
            throw ProblemException.badRequest(
                    "Send {\"domain\": \"example.com\"} to block one more, or {\"domains\": [...]} to set them all.");
        }
        if (one != null) {
            ruleSets.block(user.id(), read(one));
        } else if (all != null) {
            replace(user, all);
        }
        return list(user);
    }

    @Put("/{+domain}")
    Envelope<BlockedList> block(CurrentUser user, String domain) {
        ruleSets.block(user.id(), read(domain));
        return list(user);
    }

    @Delete("/{+domain}")
    Envelope<BlockedList> unblock(CurrentUser user, String domain) {
        if (!ruleSets.unblock(user.id(), read(domain))) {
            throw ProblemException.notFound("This domain is not blocked.");
        }
        return new Envelope<>(
                Status.SUCCESS, "The domain is no longer blocked.", list(user).data());
    }

    private void replace(CurrentUser user, List<String> domains) {
        if (domains.size() > RuleSets.MAX_NAMES) {
            throw ProblemException.unacceptable("At most " + RuleSets.MAX_NAMES + " domains can be blocked.");
        }
        if (domains.stream().anyMatch(Objects::isNull)) {
            throw ProblemException.badRequest("A domain of the list is null.");
        }
        ruleSets.replace(
                user.id(), domains.stream().map(BlockedDomainController::read).toList());
    }

    private static BlockedName read(String text) {
        return BlockedName.parse(text)
                .orElseThrow(
                        () -> ProblemException.unacceptable(
                                "'"
                                        + (text.length() <= 100 ? text : text.substring(0, 100))
                                        + "' is not a domain. Write example.com, =news.example.com for one host, or example.com/sport/."));
    }
}
