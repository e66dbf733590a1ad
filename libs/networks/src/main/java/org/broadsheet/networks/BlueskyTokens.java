package org.broadsheet.networks;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.broadsheet.links.fetch.ApiResult;
import org.broadsheet.settings.Secret;

/**
 * What an AT Protocol server gives for a code, or for a refresh token.
 *
 * @param seconds that the access token lives
 */
record BlueskyTokens(String did, Secret accessToken, Secret refreshToken, long seconds) {
    private static final long DEFAULT_SECONDS = 300;

    /** Of OAuth: bound to our key, and of the scope that makes it the protocol's. */
    static Optional<BlueskyTokens> read(ApiResult answer) {
        return Json.ofSuccess(answer)
                .filter(json -> json.path("token_type").asText().equalsIgnoreCase("DPoP"))
                .filter(json -> List.of(json.path("scope").asText().split(" ")).contains("atproto"))
                .flatMap(json -> Json.text(json, "sub")
                        .flatMap(did -> Json.token(json, "access_token")
                                .flatMap(access -> Json.token(json, "refresh_token")
                                        .map(refresh -> new BlueskyTokens(
                                                did,
                                                access,
                                                refresh,
                                                RefreshFailure.lifetime(json, DEFAULT_SECONDS))))));
    }

    /** Of an app password. */
    static Optional<Credentials.BlueskyAppPassword> session(ApiResult answer, URI pds) {
        return Json.ofSuccess(answer)
                .flatMap(json -> Json.text(json, "did")
                        .flatMap(did -> Json.token(json, "accessJwt")
                                .flatMap(access -> Json.token(json, "refreshJwt")
                                        .map(refresh ->
                                                new Credentials.BlueskyAppPassword(pds, did, access, refresh)))));
    }
}
