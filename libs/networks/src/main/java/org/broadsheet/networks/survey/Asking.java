package org.broadsheet.networks.survey;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.broadsheet.links.fetch.ApiRequest;
import org.broadsheet.links.fetch.ApiResult;
import org.broadsheet.networks.timeline.Limits;
import org.broadsheet.networks.timeline.Tree;
import org.jspecify.annotations.Nullable;

/** What is alike in all inquiries: what an answer that brings nothing means, and that every inquiry ends. */
abstract sealed class Asking implements Inquiry
        permits MastodonLists, MastodonWords, MastodonPages, BlueskyOffers, BlueskyWords, BlueskyMuted {
    static final int MAX_REQUESTS = 40;
    private static final int MAX_BODY = 4 << 20;
    /** Not implemented at this path, or by this method. */
    private static final Set<Integer> ABSENT = Set.of(404, 405, 410, 501);

    private final SurveyPart part;
    private final Limits limits;
    private final Set<URI> asked = new LinkedHashSet<>();
    private @Nullable Finding end;

    Asking(SurveyPart part, Limits limits) {
        this.part = requireNonNull(part, "part");
        this.limits = requireNonNull(limits, "limits");
    }

    /** The address that is asked next; empty at the end. */
    abstract Optional<URI> address();

    /** Reads what was answered with 200. @return whether it is an answer at all */
    abstract boolean read(JsonNode json, ApiResult.Answered answered, Instant now);

    /** What was read so far. */
    abstract Finding.Found found();

    /** Whether there is another way to ask for what the server does not have. */
    boolean hasOtherWay() {
        return false;
    }

    @Override
    public final SurveyPart part() {
        return part;
    }

    /** A page that was asked before, or one too many, is the end as well: lists may turn in circles. */
    @Override
    public final Optional<ApiRequest> next() {
        return end != null || asked.size() == MAX_REQUESTS
                ? Optional.empty()
                : address()
                        .filter(asked::add)
                        .map(address -> ApiRequest.get(address).readingAtMost(MAX_BODY));
    }

    @Override
    public final void take(ApiResult answer, Instant now) {
        end = switch (answer) {
            case ApiResult.Failed _ -> Finding.Failed.of(Finding.Cause.SILENT);
            case ApiResult.Answered answered -> take(answered, now);
        };
    }

    private @Nullable Finding take(ApiResult.Answered answered, Instant now) {
        int status = answered.status();
        if (status == 200) {
            return Tree.parse(answered)
                            .filter(json -> read(json, answered, now))
                            .isPresent()
                    ? null
                    : Finding.Failed.of(Finding.Cause.BROKEN);
        }
        if (status == 429 || status == 503 && answered.header("Retry-After").isPresent()) {
            return new Finding.Failed(Finding.Cause.RATE_LIMITED, limits.until(answered, now));
        }
        if (ABSENT.contains(status) || isUnknownMethod(answered)) {
            return hasOtherWay() ? null : new Finding.Absent();
        }
        return Finding.Failed.of(
                switch (status) {
                    case 401 -> Finding.Cause.REFUSED;
                    case 403 -> Finding.Cause.DENIED;
                    default -> Finding.Cause.BROKEN;
                });
    }

    private static boolean isUnknownMethod(ApiResult.Answered answered) {
        return answered.status() == 400
                && Tree.parse(answered)
                        .flatMap(json -> Tree.text(json, "error"))
                        .filter(Set.of("MethodNotImplemented", "XRPCNotSupported")::contains)
                        .isPresent();
    }

    @Override
    public final Finding finding() {
        return end == null ? found() : end;
    }
}
