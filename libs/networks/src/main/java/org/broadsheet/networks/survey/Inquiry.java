package org.broadsheet.networks.survey;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.broadsheet.events.Network;
import org.broadsheet.links.fetch.ApiRequest;
import org.broadsheet.links.fetch.ApiResult;

/**
 * One question about an account, in as many requests as it takes: says what is asked next, and what the answers mean. Sends
 * nothing itself. It ends after {@value Asking#MAX_REQUESTS} requests at the latest. For one thread.
 */
public sealed interface Inquiry permits Asking {
    int MAX_TIMELINES = 99;
    int MAX_MUTES = 1_000;

    SurveyPart part();

    /** The next request, without a token; empty when the inquiry has ended. */
    Optional<ApiRequest> next();

    /** Takes the answer to the last request. */
    void take(ApiResult answer, Instant now);

    /** What was found; before the end as if nothing more came. */
    Finding finding();

    /**
     * All there is to ask about an account; X has nothing.
     *
     * @param api the base URL of its server
     * @param accountId the network's own id of it
     */
    static List<Inquiry> about(Network network, URI api, String accountId) {
        return switch (network) {
            case MASTODON ->
                List.of(
                        new MastodonLists(api),
                        new MastodonWords(api),
                        MastodonPages.servers(api),
                        MastodonPages.muted(api),
                        MastodonPages.blocked(api));
            case BLUESKY -> List.of(new BlueskyOffers(api, accountId), new BlueskyWords(api), new BlueskyMuted(api));
            case X, FEED -> List.of();
        };
    }
}
