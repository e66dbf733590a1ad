package org.broadsheet.networks;

import org.broadsheet.links.fetch.ApiRequest;
import org.broadsheet.links.fetch.ApiResult;

/** What is done with credentials. All of it blocks; safe to share between threads. */
public interface AccountAccess {
    /**
     * Calls the API as the account: adds the token, and the proof that its network asks for. A call of another origin
     * than {@link Credentials#api} fails as blocked, and nothing is sent.
     *
     * @return the answer, whatever its status; {@link #isRefusal} says whether the token is what it speaks against
     */
    ApiResult send(Credentials credentials, ApiRequest request);

    /**
     * Whether an answer says that the access token is not good (any more), so that a refresh is worth it: 401, and what AT
     * Protocol servers say with 400.
     */
    boolean isRefusal(ApiResult.Answered answer);

    /**
     * Gets new tokens for old ones. A refresh token serves once, so the caller holds a lock of this connection from reading
     * the credentials until the new ones are stored, and uses none before.
     */
    Refreshed refresh(Credentials credentials);

    /**
     * Ends the credentials at their network, as far as it has a way to.
     *
     * @return whether the network took it, or knew them no more; false is worth another try
     */
    boolean revoke(Credentials credentials);
}
