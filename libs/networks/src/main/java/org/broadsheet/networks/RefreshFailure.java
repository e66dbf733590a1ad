package org.broadsheet.networks;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Set;
import org.broadsheet.links.fetch.ApiResult;

/** What an answer without new tokens means. */
final class RefreshFailure {
    /** By RFC 6749 section 5.2, and by AT Protocol servers for sessions of app passwords. */
    private static final Set<String> FINAL = Set.of(
            "invalid_grant",
            "invalid_request", // X, of a refresh token that was used
            "invalid_client",
            "unauthorized_client",
            "ExpiredToken",
            "InvalidToken",
            "AccountTakedown",
            "AccountDeactivated");

    private static final long MAX_SECONDS = Duration.ofDays(1).toSeconds();
    private static final int MAX_DIGITS = 5;

    private RefreshFailure() {}

    static Refreshed of(ApiResult result) {
        if (result instanceof ApiResult.Answered answered) {
            return answered.status() / 100 == 4 && FINAL.contains(Json.error(answered))
                    ? expired()
                    : new Refreshed.Unavailable("The network does not answer as it should.", retryAfter(answered));
        }
        return new Refreshed.Unavailable("The network could not be reached.", Duration.ZERO);
    }

    static Refreshed expired() {
        return new Refreshed.Expired("The network has ended the connection. Please connect again.");
    }

    private static Duration retryAfter(ApiResult.Answered answered) {
        return answered.header("Retry-After")
                .filter(text -> text.length() <= MAX_DIGITS && text.chars().allMatch(Character::isDigit))
                .filter(text -> !text.isEmpty())
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElse(Duration.ZERO);
    }

    /** Seconds that an access token lives, at most a day. */
    static long lifetime(JsonNode json, long otherwise) {
        return Math.clamp(json.path("expires_in").asLong(otherwise), 0, MAX_SECONDS);
    }
}
